import { useT } from "../../../lib/i18n.ts";
import { DraftInput } from "./DraftField.tsx";
import { withKeyOf, withValue } from "./edit.ts";
import { Rows, Words } from "./Lists.tsx";
import { keysAt, restOf, said } from "./model.ts";
import { Add, Drop, Rest, useChinese, type At } from "./Parts.tsx";
import { firstOf, inWords, type Field, type Schema } from "./schema.ts";
import { Value } from "./Value.tsx";

/** The settings that stand in a map, each with its field, and a list of those that may be added. */
export function Settings({ schema, add, ...at }: At & { schema: Schema; add: string }) {
  const isChinese = useChinese();
  const there = keysAt(at.document, at.path).filter((key) => key in schema);
  const absent = Object.keys(schema).filter((key) => !there.includes(key));
  const rest = restOf(at.document, at.path, Object.keys(schema));
  return (
    <>
      {there.length > 0 && (
        <div className="plan-settings">
          {there.map((key) => (
            <Setting key={key} {...at} path={[...at.path, key]} field={schema[key]!} name={key} />
          ))}
        </div>
      )}
      {at.path.length > 2 && rest && <Rest text={rest} />}
      <Add
        label={add}
        names={absent}
        onAdd={(key) => at.onText(withKeyOf(at.text, [...at.path, key], inWords(firstOf(schema[key]!), isChinese)))}
      />
    </>
  );
}

/** A formula of more letters than a narrow field shows. */
const LONG = 16;

function Setting({ field, name, ...at }: At & { field: Field; name: string }) {
  const t = useT();
  const label = t(`plan.form.field.${name}`);
  const drop = () => at.onText(withValue(at.text, at.path, ""));
  const word = said(at.document, at.path);
  const plain = word === null ? field : "word" in field && field.word ? field.word : field;
  if (plain.is === "word" || plain.is === "choice") {
    return (
      <div className={(word?.length ?? 0) > LONG ? "plan-setting is-long" : "plan-setting"}>
        <Value {...at} label={label} name={name} field={plain} />
        <Drop label={label} onDrop={drop} />
      </div>
    );
  }
  return (
    <fieldset className="plan-setting is-wide stack">
      <legend>
        {label} <Drop label={label} onDrop={drop} />
      </legend>
      <Block {...at} label={label} field={plain} />
    </fieldset>
  );
}

function Block({ field, label, ...at }: At & { field: Field; label: string }) {
  const t = useT();
  if (field.is === "map") return <Settings {...at} schema={field.fields} add={t("plan.form.addTo", { name: label })} />;
  if (field.is === "rows") return <Rows {...at} schema={field.fields} label={label} first={field.first} />;
  if (field.is === "words") return <Words {...at} label={label} />;
  if (field.is === "names") return <Names {...at} label={label} field={field.field} />;
  return null;
}

/** Names of the author's own: measures, columns of a file. */
function Names({ field, label, ...at }: At & { field: Field; label: string }) {
  const t = useT();
  const isChinese = useChinese();
  const names = keysAt(at.document, at.path);
  const add = (name: string) => {
    const key = name.trim();
    if (key && !names.includes(key)) at.onText(withKeyOf(at.text, [...at.path, key], inWords(firstOf(field), isChinese)));
  };
  return (
    <div className="stack">
      {names.map((name) => (
        <Named key={name} {...at} path={[...at.path, name]} field={field} name={name} />
      ))}
      <label className="field plan-name">
        <span className="label">{t("plan.form.addName", { name: label })}</span>
        <DraftInput value="" placeholder={t("plan.form.newNameHint")} onCommit={add} />
      </label>
    </div>
  );
}

function Named({ field, name, ...at }: At & { field: Field; name: string }) {
  const drop = () => at.onText(withValue(at.text, at.path, ""));
  const isWord = said(at.document, at.path) !== null;
  const plain = isWord && "word" in field && field.word ? field.word : field;
  return (
    <div className="plan-row">
      {plain.is === "map" ? (
        <fieldset className="plan-setting is-wide stack">
          <legend>
            {name} <Drop label={name} onDrop={drop} />
          </legend>
          <Block {...at} label={name} field={plain} />
        </fieldset>
      ) : (
        <>
          <Value {...at} label={name} name="" field={plain} />
          <Drop label={name} onDrop={drop} />
        </>
      )}
    </div>
  );
}
