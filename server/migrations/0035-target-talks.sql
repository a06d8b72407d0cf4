-- Top-down and bottom-up at the same time: numbers proposed for a node, answered, and what was said about them.
-- Nothing here is edited: an answer is a row of its own, so that the trail is complete.
create table target_proposals (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null,
  node_kind text not null check (node_kind in ('unit', 'position')), node_id uuid not null, period text not null,
  amount bigint not null check (amount >= 0), side text not null check (side in ('up', 'down')), -- up: by the holder; down: from above
  reason text not null, evidence text not null default '', by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect('target_proposals', 'append');
create index target_proposals_by_node on target_proposals (tenant_id, metric, fiscal_year, node_id);
create table target_proposal_outcomes (
  tenant_id bigint not null, proposal_id uuid not null, kind text not null check (kind in ('accepted', 'declined', 'withdrawn', 'answered')),
  reason text not null default '', by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, proposal_id), foreign key (tenant_id, proposal_id) references target_proposals (tenant_id, id)
);
call protect('target_proposal_outcomes', 'append');
create table target_remarks (
  tenant_id bigint not null references tenants, id uuid not null, metric text not null, fiscal_year int not null, node_id uuid not null,
  kind text not null check (kind in ('question', 'comment')), text text not null, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect('target_remarks', 'append');
create index target_remarks_by_node on target_remarks (tenant_id, metric, fiscal_year, node_id);

-- A subtree of a draft handed up for approval, and the answer. Waiting or approved, it is closed to those below.
create table target_submissions (
  tenant_id bigint not null, id uuid not null, set_id uuid not null, node_id uuid not null, note text not null default '',
  by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, id), foreign key (tenant_id, set_id) references target_sets (tenant_id, id) on delete cascade
);
call protect('target_submissions');
create index target_submissions_by_set on target_submissions (tenant_id, set_id, node_id);
create table target_decisions (
  tenant_id bigint not null, submission_id uuid not null, kind text not null check (kind in ('approved', 'returned')),
  reason text not null default '', by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, submission_id),
  foreign key (tenant_id, submission_id) references target_submissions (tenant_id, id) on delete cascade
);
call protect('target_decisions');
-- A locked node keeps its numbers and those of everything below it until it is unlocked.
create table target_locks (
  tenant_id bigint not null, set_id uuid not null, node_id uuid not null, by_user uuid, at timestamptz not null default now(),
  primary key (tenant_id, set_id, node_id), foreign key (tenant_id, set_id) references target_sets (tenant_id, id) on delete cascade
);
call protect('target_locks');
