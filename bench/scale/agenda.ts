/** What happens when, in simulated time: a binary heap. What is due at the same moment happens in the order in which it was planned. */
export class Agenda {
	private readonly entries: Array<{ time: number; order: number; work: (now: number) => void }> =
		[];
	private planned = 0;

	plan(time: number, work: (now: number) => void): void {
		let place = this.entries.push({ time, order: this.planned++, work }) - 1;
		while (place > 0 && this.isBefore(place, (place - 1) >> 1)) {
			this.swap(place, (place - 1) >> 1);
			place = (place - 1) >> 1;
		}
	}

	/** Lets everything happen that is due before `end`. */
	run(end: number): void {
		for (;;) {
			const first = this.entries[0];
			if (!first || first.time >= end) return;
			const last = this.entries.pop();
			if (last && last !== first) {
				this.entries[0] = last;
				this.sink();
			}
			first.work(first.time);
		}
	}

	private sink(): void {
		for (let place = 0; ; ) {
			let first = place;
			for (const child of [2 * place + 1, 2 * place + 2]) {
				if (child < this.entries.length && this.isBefore(child, first)) first = child;
			}
			if (first === place) return;
			this.swap(place, first);
			place = first;
		}
	}

	private isBefore(one: number, other: number): boolean {
		const [a, b] = [this.entries[one]!, this.entries[other]!];
		return a.time < b.time || (a.time === b.time && a.order < b.order);
	}

	private swap(one: number, other: number): void {
		[this.entries[one], this.entries[other]] = [this.entries[other]!, this.entries[one]!];
	}
}
