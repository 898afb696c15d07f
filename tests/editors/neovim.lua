-- Does the tasks in $TASKS by keys, as a user would, and writes what is to be seen into $SEEN.

local PATIENCE = 30000

local step

-- Goes on when `condition` holds; Neovim reads keys and messages meanwhile.
local function wait_for(what, condition)
  local begin = vim.uv.now()
  while not condition() do
    vim.uv.update_time()
    if vim.uv.now() - begin > PATIENCE then
      error('waited in vain for ' .. what)
    end
    vim.defer_fn(step, 20)
    coroutine.yield()
  end
end

local function press(keys)
  vim.api.nvim_input(keys)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

-- The cursor to the end of the first occurrence of a piece of the text.
local function go_to(piece)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V\\<' .. piece .. '\\>', 'cW') > 0, piece)
end

local function findings()
  return vim.iter(vim.diagnostic.get(0)):map(function(it)
    return { it.code, table.concat(vim.api.nvim_buf_get_text(0, it.lnum, it.col, it.end_lnum, it.end_col, {}), '\n') }
  end):totable()
end

-- The text of the window that floats above the others.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local function play(task)
  local seen = {}
  vim.cmd.edit(task.file)
  wait_for('findings', function() return #vim.diagnostic.get(0) > 0 end)
  seen.findings = findings()

  go_to(task.fault)
  press('K')
  wait_for('the explanation', floating)
  seen.hover = floating()
  press('<Esc>')

  local before = text()
  go_to(task.fault)
  press('gra')
  wait_for('the question which action', function() return vim.api.nvim_get_mode().mode:match('^[cr]') end)
  press('1<CR>')
  wait_for('the fix', function() return text() ~= before end)
  seen.fixed = text()
  wait_for('findings to go', function() return #vim.diagnostic.get(0) == 0 end)
  seen.left = #vim.diagnostic.get(0)

  go_to(task.fault)
  press('f"a' .. task.written .. '<C-x><C-o>')
  wait_for('completions', function() return vim.fn.pumvisible() == 1 or text():match('instance') end)
  press('<C-y><Esc>')
  wait_for('normal mode', function() return vim.api.nvim_get_mode().mode == 'n' end)
  seen.completed = text()
  return seen
end

local function read(path)
  return table.concat(vim.fn.readfile(path), '\n')
end

local driver = coroutine.create(function()
  local ok, result = xpcall(function()
    return vim.iter(vim.json.decode(read(vim.env.TASKS))):map(play):totable()
  end, debug.traceback)
  if not ok then
    io.stderr:write(result, '\n', vim.fn.execute('messages'), '\n')
    vim.cmd('cquit')
  end
  vim.fn.writefile({ vim.json.encode(result) }, vim.env.SEEN)
  vim.cmd('qall!')
end)

step = function()
  local ok, why = coroutine.resume(driver)
  if not ok then
    io.stderr:write(tostring(why), '\n')
    vim.cmd('cquit')
  end
end
vim.schedule(step)
