#!lua flags=allow-oom
--#include common.lua
-- Accepts an offered lease, keeps a held or a warm one.
-- ARGV: 9 token, 10 fence
-- Returns {'ok', '1' when the engine of this process is still loaded} | {'lost', worker that has the lease now, reason}
begin()
if (lease.state ~= 'held' and lease.state ~= 'warm') or not is_mine(ARGV[9], ARGV[10]) then
  return { 'lost', lease.state == 'held' and lease.worker or '', lease.reason or '' }
end
accept()
return { 'ok', lease.warm or '0' }
