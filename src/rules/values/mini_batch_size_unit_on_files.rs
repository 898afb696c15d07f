//! PJ104 `mini-batch-size-unit-on-files`: `mini_batch_size` has a byte unit, but the input is split by files.

use crate::rules::shared::mini_batch::{self, Kind};
use crate::rules::shared::split::may_have_partition_keys;
use crate::model::{Given, MiniBatchSize, ParallelStep};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// `mini_batch_size` has a byte unit, but the input is split by files.
    ///
    /// - **Fires when** the value ends in `kb`, `mb` or `gb` and the input bound by `input_data` is `uri_folder` or `uri_file`, or `mltable` with a written mode other than `direct`, or (inline node) `mltable` without a mode; in v1, the first input is a file dataset (`Dataset.File…`, `OutputFileDatasetConfig`, `as_mount()`, `as_download()`).
    /// - **Silent on** `mltable` without a mode in components and Python (the caller may set `direct`); Python where any `<…>.inputs.<name>.mode` is assigned; a size assigned to a node in Python, which is sent with its unit (measured); inputs of unknown type; `partition_keys` present.
    /// - **Why** Measured: the unit is multiplied out and a plain integer is sent, so the service cannot know that it was bytes. Documented: for file input the number counts files. `"10kb"` then means 10,240 files in one mini-batch, which usually is the whole input in one call.
    /// - **Fix** drop the unit (`"10kb"` → `"10"`), unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10kb"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    PJ104 "mini-batch-size-unit-on-files" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    // A text assigned to a node of v2 is sent as it is, with its unit.
    let counted_out = |given: &Given| step.surface != Surface::SdkV2 || given.mapping.is_some();
    for given in step.given(Field::MiniBatchSize).filter(counted_out) {
        let Some(text) = given.value().known_text() else { continue };
        let Some(size) = MiniBatchSize::parse(text).filter(|size| size.unit.is_some() && size.number > 0) else {
            continue;
        };
        let Some((Kind::Files, input)) = mini_batch::kind(step, cx) else { return };
        if may_have_partition_keys(step, cx) {
            return;
        }
        let edits = cx.rewrite().set_value(given.value(), &Literal::text(size.number.to_string()));
        let message = message!(
            "`{text}` is sent as {sent}: documented to mean {sent} files in one mini-batch, because the input is split by files",
            text = text.trim(),
            sent = size.sent(),
        );
        let help = message!("write how many files a mini-batch has, such as `\"{number}\"`", number = size.number);
        let finding = cx.report(given.value().span, message).help(help);
        let finding = finding.related(input, message!("this input is split, by files"));
        finding.fix_unsafe(message!("Drop the unit"), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    const TABLE: &str = "inputs: {data: {type: mltable, path: 'azureml:t:1'}}";

    #[test]
    fn draws_the_size() {
        check("yaml component", "mini_batch_size: 10kb\n                 ^^^^ PJ104");
        check("yaml inline", "mini_batch_size: '1Gb'\n                 ^^^^^ PJ104");
        check("yaml node", "mini_batch_size: 1mb\n                 ^^^ PJ104");
        check("python v2", "mini_batch_size='10kb',\n                ^^^^^^ PJ104");
        check("yaml inline", &format!("{TABLE}\nmini_batch_size: 10kb\n                 ^^^^ PJ104"));
        let table = "inputs: {data: {type: mltable, mode: ro_mount}}\nmini_batch_size: 10kb\n                 ^^^^ PJ104";
        check("yaml component", table);
    }

    #[test]
    fn a_bound_input_has_the_type_of_the_pipelines() {
        let pipeline = |kind: &str, mark: &str| {
            format!(
                "
                inputs:
                  images:
                    type: {kind}
                    path: azureml:images:1
                jobs:
                  score:
                    type: parallel
                    inputs:
                      data: ${{{{parent.inputs.images}}}}
                    outputs:
                      scores:
                        type: uri_file
                    input_data: ${{{{inputs.data}}}}
                    mini_batch_size: 10kb{mark}
                    error_threshold: 5
                    retry_settings:
                      timeout: 600
                    task:
                      type: run_function
                      code: ./src
                      entry_script: score.py
                      environment: azureml:score-env:1
                      append_row_to: ${{{{outputs.scores}}}}
                "
            )
        };
        check("yaml pipeline", &pipeline("uri_folder", &format!("\n{}^^^^ PJ104", " ".repeat(37))));
        check("yaml pipeline", &pipeline("mltable", ""));
    }

    /// The codes of a step of SDK v1 with this first input.
    fn codes_of_v1(input: &str, size: &str) -> String {
        let block = format!(
            "
            from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
            small = ParallelRunConfig(mini_batch_size={size}, run_invocation_timeout=60)
            step2 = ParallelRunStep(name='s', parallel_run_config=small, inputs=[{input}])
            "
        );
        let found = messages_of("python v1 after", &block);
        ["PJ104", "PJ105"].into_iter().filter(|code| found.contains(code)).collect()
    }

    #[test]
    fn datasets_of_v1() {
        let files = [
            "Dataset.File.from_files('x').as_named_input('x')",
            "Dataset.get_by_name(ws, 'x').as_named_input('x').as_mount()",
            "OutputFileDatasetConfig('x')",
            "DatasetConsumptionConfig('x', Dataset.File.from_files('x'))",
            "PipelineData('x').as_dataset()",
        ];
        for input in files {
            assert_eq!(codes_of_v1(input, "'10kb'"), "PJ104", "{input}");
            assert_eq!(codes_of_v1(input, "10"), "", "{input}");
        }
        let tables = [
            "Dataset.Tabular.from_delimited_files('x').as_named_input('x')",
            "OutputFileDatasetConfig('x').read_delimited_files()",
            "PipelineData('x').as_dataset().parse_parquet_files()",
        ];
        for input in tables {
            assert_eq!(codes_of_v1(input, "10"), "PJ105", "{input}");
            assert_eq!(codes_of_v1(input, "'10kb'"), "", "{input}");
        }
        for input in ["Dataset.get_by_name(ws, 'x').as_named_input('x')", "unknown", "data"] {
            assert_eq!(codes_of_v1(input, "'10kb'"), "", "{input}");
            assert_eq!(codes_of_v1(input, "10"), "", "{input}");
        }
    }

    #[test]
    fn silent() {
        check("yaml component", "inputs: {data: {type: mltable}}\nmini_batch_size: 10kb");
        check("yaml inline", "mini_batch_size: '10'");
        check("yaml inline", "inputs:\n  data:\n    type: mltable\n    path: azureml:t:1\n    mode: direct\nmini_batch_size: 10kb");
        check("yaml inline", "inputs: {data: '${{parent.inputs.unknown}}'}\n                                 ^^^^^^^ PJ210\nmini_batch_size: 10kb");
        check("python v2", "inputs={'data': Input(type='mltable')}\nmini_batch_size='10kb'");
        check("python v2", "inputs={'data': Input(type=kind)}\nmini_batch_size='10kb'");
        check("python v2 after", "score.mini_batch_size = '10kb'");
        let later = "
            table = parallel_run_function(
                name=\"t\", inputs={\"data\": Input(type=\"mltable\", mode=\"ro_mount\")}, input_data=\"${{inputs.data}}\",
                mini_batch_size=\"1mb\", error_threshold=1, retry_settings={\"timeout\": 60, \"max_retries\": 2},
                task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\"),
            )
            table.inputs.data.mode = \"direct\"
            ";
        check("python v2 after", later);
        check("yaml node", "component: azureml:score:1\nmini_batch_size: 10kb");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ104", "yaml inline", "mini_batch_size: '10kb'");
        assert_eq!(fixed, "unsafe\n-    mini_batch_size: '10kb'\n+    mini_batch_size: '10'\n");
        let fixed = fix_of("PJ104", "python v2", "mini_batch_size=\"10kb\"");
        assert_eq!(fixed, "unsafe\n-    mini_batch_size=\"10kb\",\n+    mini_batch_size=\"10\",\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "mini_batch_size: 10kb"), @r#"PJ104 `10kb` is sent as 10240: documented to mean 10240 files in one mini-batch, because the input is split by files | write how many files a mini-batch has, such as `"10"`"#);
    }
}
