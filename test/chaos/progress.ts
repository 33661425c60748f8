/**
 * Reports the progress of a long run: on a terminal in one line that changes, otherwise a line per
 * tenth.
 */
export class Progress {
	private done = 0;
	private tenth = 0;
	private readonly startedAt = Date.now();

	constructor(
		private readonly what: string,
		private readonly all: number,
	) {}

	step(findings: number): void {
		this.done++;
		const tenth = Math.floor((this.done / this.all) * 10);
		const seconds = Math.round((Date.now() - this.startedAt) / 1000);
		const line = `${this.what}: ${this.done} of ${this.all} runs, ${findings} findings, ${seconds} s`;
		const isOver = this.done === this.all;
		if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${isOver ? '\n' : ''}`);
		else if (tenth > this.tenth) process.stderr.write(`${line}\n`);
		this.tenth = tenth;
	}
}
