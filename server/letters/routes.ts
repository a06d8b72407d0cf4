import { implement, type Server } from "../http/implement.ts";
import { issueLetters, remindOfLetter, signLetter } from "./commands.ts";
import { letterPage, letterPdf, lettersPage } from "./page.ts";

export function letters(server: Server): void {
  implement(server, "GET /api/target-letters", lettersPage);
  implement(server, "POST /api/target-letters", issueLetters);
  implement(server, "GET /api/target-letters/:id", letterPage);
  implement(server, "GET /api/target-letters/:id/pdf", letterPdf);
  implement(server, "POST /api/target-letters/:id/signature", signLetter);
  implement(server, "POST /api/target-letters/:id/reminders", remindOfLetter);
}
