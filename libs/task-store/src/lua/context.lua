-- The context of a workflow: which task is the stage of each name stands in the workflow, the stage itself in its record.

local STAGE_FIELDS = { 'task_id', 'status', 'input', 'output', 'error', 'attempt', 'started_at', 'completed_at' }

-- {input_params (JSON), name, values, name, values, …}, without the values of the task `own`, which the caller has;
-- nothing when the workflow is gone.
local function context_of(workflow, task_stem, own)
  local fields = redis.call('HGETALL', workflow)
  local context = {}
  for i = 1, #fields, 2 do
    if fields[i] == 'input_params' then table.insert(context, 1, fields[i + 1]) end
    local name = string.match(fields[i], '^stage:(.+)$')
    if name then
      local id = fields[i + 1]
      context[#context + 1] = name
      context[#context + 1] = id == own and '' or redis.call('HMGET', task_stem .. id, unpack(STAGE_FIELDS))
    end
  end
  return context
end
