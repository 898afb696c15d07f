//! PJ8xx: what is written for SDK v1, and what becomes of it in v2.

super::group! { deprecated_v1_field, deprecated_parallel_run_step, contrib_import, v1_yaml_file }
