import { z } from 'zod';

/**
 * The kind of an endless answer: headers or a body of one small piece each quarter of a second, or
 * bytes as fast as they are read, plain or compressed.
 */
const ENDLESS_FLOWS = ['headers', 'drip', 'flood', 'gzip'] as const;
export type EndlessFlow = (typeof ENDLESS_FLOWS)[number];

export const serviceSchema = z.enum(['kernelhost', 'killb']);

/** A failure that the next matching requests meet. */
export const faultSchema = z
	.object({
		service: serviceSchema,
		method: z.string().min(1).optional(),
		/** a part of the path, e.g. `/v1/orders` */
		path: z.string().min(1).optional(),
		/**
		 * Instead of the service: `status` answers with it, `resetUnread` breaks the connection before
		 * the body is read, `reset` after it was read, `hang` never answers. The service executes the
		 * request, and then: `lostAnswer` breaks the connection instead of its answer, `cutAnswer` in
		 * the middle of it. `delay` waits and then serves normally. `endless` begins an endless answer
		 * of status 200, instead of the service or, with `carriedOut`, of its answer.
		 */
		kind: z
			.enum([
				'status',
				'resetUnread',
				'reset',
				'hang',
				'lostAnswer',
				'cutAnswer',
				'delay',
				'endless',
			])
			.default('status'),
		status: z.number().int().min(200).max(599).default(500),
		headers: z.record(z.string()).default({}),
		/**
		 * A text is sent as it is, as text/plain unless `headers` say otherwise; an object as JSON.
		 * Default: what the service documents for the status
		 */
		body: z.union([z.string(), z.record(z.unknown())]).optional(),
		/**
		 * only of `status` and `endless`: the service executes the request, and this is sent instead of
		 * its answer
		 */
		carriedOut: z.boolean().default(false),
		/** only of `delay`: milliseconds */
		delayMs: z.number().int().positive().optional(),
		/**
		 * only of `endless`: what never ends, the headers, a body that drips, or one as fast as it is
		 * read, also as gzip
		 */
		flow: z.enum(ENDLESS_FLOWS).optional(),
		/** how many requests it meets */
		times: z.number().int().positive().default(1),
		/** how many matching requests pass before it begins */
		after: z.number().int().nonnegative().default(0),
	})
	.strict()
	.refine(({ kind, carriedOut }) => ['status', 'endless'].includes(kind) || !carriedOut, {
		path: ['carriedOut'],
		message: 'is for the kinds "status" and "endless" only',
	})
	.refine(({ kind, flow }) => (kind === 'endless') === (flow !== undefined), {
		path: ['flow'],
		message: 'belongs to the kind "endless", which needs it',
	})
	.refine(({ kind, delayMs }) => (kind === 'delay') === (delayMs !== undefined), {
		path: ['delayMs'],
		message: 'belongs to the kind "delay", which needs it',
	});

export type Fault = z.output<typeof faultSchema>;
/** A fault as a caller writes it: members with a default may be left out. */
export type FaultRequest = z.input<typeof faultSchema>;

/** The pending faults, in the order in which they were added. */
export class Faults {
	private pending: Fault[] = [];

	/** @throws ZodError for an invalid one; then none is added */
	add(faults: FaultRequest[]): void {
		this.pending.push(...faults.map((fault) => faultSchema.parse(fault)));
	}

	/** Removes them all, or those of one service. */
	clear(service?: string): void {
		this.pending = this.pending.filter(
			(fault) => service !== undefined && fault.service !== service,
		);
	}

	list(): Fault[] {
		return this.pending;
	}

	/** The fault that a request meets, if any; this uses it up. */
	take(service: string, method: string, path: string): Fault | undefined {
		for (const fault of this.pending) {
			const matches =
				fault.service === service &&
				(fault.method === undefined || fault.method.toUpperCase() === method) &&
				(fault.path === undefined || path.includes(fault.path));
			if (!matches) continue;
			if (fault.after > 0) {
				fault.after -= 1;
				continue;
			}
			fault.times -= 1;
			if (fault.times === 0) this.pending = this.pending.filter((other) => other !== fault);
			return fault;
		}
		return undefined;
	}
}
