def init():
    global count
    count = 0


def run(mini_batch):
    return [str(path) for path in mini_batch]
