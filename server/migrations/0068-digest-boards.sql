-- A digest may carry a board: one of the company's by its id, or a ready-made one ("role-manager"). Whether its reader may read the board,
-- and what it says, is asked anew each time it is made; a board that is gone leaves the digest with nothing to carry.
alter table digests add column board_id text check (board_id ~ '^([0-9a-f-]{36}|role-[a-z]{1,20})$');
