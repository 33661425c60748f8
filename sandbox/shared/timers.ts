/** Timers that end with the sandbox: nothing fires after a reset, and none keeps a process alive. */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();
	private isClosed = false;

	after(milliseconds: number, action: () => void): void {
		if (this.isClosed) return;
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			action();
		}, milliseconds);
		timer.unref();
		this.pending.add(timer);
	}

	close(): void {
		this.isClosed = true;
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
