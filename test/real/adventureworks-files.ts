import { records, type Records } from "./support.ts";

/** Columns of SalesOrderHeader as ours; what has none is left out. */
export const orderColumns = ["order=SalesOrderID", "signed_on=OrderDate", "delivered_on=ShipDate", "customer=CustomerID", "amount=SubTotal", "tax=TaxAmt", "freight=Freight",
  "territory=TerritoryID", "channel=OnlineOrderFlag", "status="].flatMap((pair) => ["--map", pair]); // prettier-ignore
export const customerColumns = ["code=CustomerID", "name=AccountNumber", "region=TerritoryID"].flatMap((pair) => ["--map", pair]);
export const units: Records = [{ "Unit code": "SALES", Name: "Sales", Kind: "company", From: "2010-01-01" }];

/** Sales people and their managers: what an export of the staff list gives. */
export function staff(): Records {
  const sales = new Set(records("adventureworks/SalesPerson.csv").map((row) => row.BusinessEntityID));
  return records("adventureworks/Employee.csv")
    .filter((row) => sales.has(row.BusinessEntityID) || row.JobTitle === "Vice President of Sales")
    .map((row) => ({
      "Employee ID": row.BusinessEntityID!,
      Name: row.SalespersonName!,
      "Job title": row.JobTitle!,
      Unit: "SALES",
      Manager: sales.has(row.BusinessEntityID) ? row.ManagerBusinessEntityID! : "",
      Role: /Manager/.test(row.JobTitle!) ? "manager" : sales.has(row.BusinessEntityID) ? "rep" : "director",
      "Hire date": row.HireDate!,
    }));
}
