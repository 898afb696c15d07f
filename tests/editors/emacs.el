;;; Does the tasks in $TASKS by commands, as a user would, and writes what is to be seen into $SEEN.  -*- lexical-binding: t -*-

(require 'json)
(require 'flymake)
(require 'eldoc)

(defconst patience 30 "How many seconds anything may take.")

(defun wait-for (what condition)
  "Wait until CONDITION holds and return its value; WHAT it is if it never does."
  (let ((end (+ (float-time) patience)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) end) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))
    value))

(defun go-to (piece)
  "Put point at the start of the first occurrence of PIECE as a word."
  (goto-char (point-min))
  (re-search-forward (concat "\\_<" piece "\\_>"))
  (goto-char (match-beginning 0)))

(defun text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun findings ()
  "The code of each finding and the text that it marks."
  (mapcar (lambda (it)
            (list (let ((said (flymake-diagnostic-text it)))
                    (string-match "PJ[0-9]+" said)
                    (match-string 0 said))
                  (buffer-substring-no-properties (flymake-diagnostic-beg it) (flymake-diagnostic-end it))))
          (flymake-diagnostics)))

(defun explanation ()
  "What ElDoc says about the thing at point."
  (let (said)
    (dolist (ask eldoc-documentation-functions)
      (when (functionp ask)
        (funcall ask (lambda (text &rest _) (when (and text (not said)) (setq said (substring-no-properties text)))))))
    (wait-for "the explanation" (lambda () said))))

(defun choose-first (_prompt actions &rest _)
  "The answer of a user who takes the first of ACTIONS."
  (caar actions))

(defun play (task)
  "Do TASK and return what was seen."
  (switch-to-buffer (find-file-noselect (gethash "file" task)))
  ;; Eglot connects when the first command is over; there is none here.
  (run-hooks 'post-command-hook)
  (wait-for "the server" #'eglot-current-server)
  (wait-for "findings" #'flymake-diagnostics)
  (let ((seen (make-hash-table :test #'equal)) (fault (gethash "fault" task)))
    (puthash "findings" (vconcat (findings)) seen)
    (go-to fault)
    (puthash "hover" (explanation) seen)
    (let ((before (text)) (last-nonmenu-event ?a) (completing-read-function #'choose-first))
      (call-interactively #'eglot-code-actions)
      (wait-for "the fix" (lambda () (not (equal before (text))))))
    (puthash "fixed" (text) seen)
    ;; Eglot tells of changes when Emacs is idle, which it never is here.
    (eglot--signal-textDocument/didChange)
    (wait-for "findings to go" (lambda () (null (flymake-diagnostics))))
    (puthash "left" (length (flymake-diagnostics)) seen)
    (go-to fault)
    (search-forward "\"")
    (insert (gethash "written" task))
    (completion-at-point)
    (puthash "completed" (text) seen)
    (set-buffer-modified-p nil)
    seen))

(let* ((tasks (with-temp-buffer
                (insert-file-contents (getenv "TASKS"))
                (json-parse-buffer)))
       (seen (vconcat (mapcar #'play tasks))))
  (with-temp-file (getenv "SEEN")
    (insert (json-serialize (vconcat (mapcar (lambda (it)
                                               (puthash "findings" (vconcat (mapcar #'vconcat (gethash "findings" it))) it)
                                               it)
                                             seen))))))
