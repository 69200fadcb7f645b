-- The force checks the facts of a draft, point by point, and sees every decision.

create schema accuracy;
grant usage on schema accuracy to inspectorate_staff, inspectorate_force, inspectorate_worker;
