/** Edits that are shown before they are made: VS Code has a view for that, and opens it if an edit asks for it. */

import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageclient/node";

const ANNOTATION = "parlint";

/** The same edit, to be confirmed under this heading. */
export function toConfirm(edit: WorkspaceEdit, label: string, description: string): WorkspaceEdit {
  const annotation: ChangeAnnotation = { label, description, needsConfirmation: true };
  const changes = edit.documentChanges ?? Object.entries(edit.changes ?? {}).map(ofFile);
  return {
    documentChanges: changes.map((change) =>
      "kind" in change
        ? { ...change, annotationId: ANNOTATION }
        : { ...change, edits: change.edits.map(annotate) },
    ),
    changeAnnotations: { [ANNOTATION]: annotation },
  };
}

function ofFile([uri, edits]: [string, TextEdit[]]): TextDocumentEdit {
  return { textDocument: { uri, version: null }, edits };
}

function annotate(edit: TextDocumentEdit["edits"][number]): AnnotatedTextEdit {
  return "newText" in edit
    ? { ...edit, annotationId: ANNOTATION }
    : { range: edit.range, newText: edit.snippet.value, annotationId: ANNOTATION };
}
