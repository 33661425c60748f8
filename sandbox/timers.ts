/** Timers that end with the sandbox: nothing fires after a reset, and none keeps a process alive. */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();

	after(milliseconds: number, action: () => void): void {
		const timer = setTimeout(() => {
			this.pending.delete(timer);
			action();
		}, milliseconds);
		timer.unref();
		this.pending.add(timer);
	}

	clear(): void {
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
