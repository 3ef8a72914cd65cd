--#include common.lua
-- A page of the tasks whose life is watched; lists come as one text each, because a client pays for each value.
-- KEYS: 1 heartbeats, 2 hand heartbeats, 3 dead task facts, then sections: of running tasks, of hand tasks, of the dead;
--       those before the page are left out
-- ARGV: 1 most of the page, 2 score in the first section after which it begins, 3 stem of hand tasks
-- Returns {now, score of the last one, then for each section that is shown: how many sections come before it, ids,
--          deadlines or facts of the dead (JSON), names of hand tasks (JSON)}; '-' for a task that ended meanwhile
local HAND, DEAD = #KEYS - 1, #KEYS
local room = tonumber(ARGV[1])
local reply = { int(now_ms()), '' }

local function texts(values, missing)
  for i = 1, #values do values[i] = values[i] or missing end
  return values
end

local function show(at, ids)
  local names = {}
  local values
  if at == DEAD then
    values = '[' .. table.concat(texts(redis.call('HMGET', KEYS[3], unpack(ids)), 'null'), ',') .. ']'
  else
    values = table.concat(texts(redis.call('ZMSCORE', KEYS[at == HAND and 2 or 1], unpack(ids)), '-'), ' ')
  end
  if at == HAND then
    for i, id in ipairs(ids) do names[i] = redis.call('HGET', ARGV[3] .. id, 'task_name') or '' end
  end
  for _, value in ipairs({ at - 4, table.concat(ids, ' '), values, cjson.encode(names) }) do reply[#reply + 1] = value end
end

for at = 4, #KEYS do
  local from = at == 4 and '(' .. ARGV[2] or '-inf'
  local ids = room > 0 and redis.call('ZRANGEBYSCORE', KEYS[at], from, '+inf', 'LIMIT', 0, room) or {}
  if #ids > 0 then
    show(at, ids)
    room = room - #ids
    reply[2] = redis.call('ZSCORE', KEYS[at], ids[#ids])
  end
end
return reply
