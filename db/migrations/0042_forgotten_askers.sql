-- Who asked for a copy is forgotten a month after its time was over.

create index softcopy_request_known on softcopy_request (least(ended_at, expires_at)) where member_id is not null;
