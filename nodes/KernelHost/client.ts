import type { IDataObject } from 'n8n-workflow';
import { explain } from '../../core/kernelhost/explain';
import type { Answer } from '../shared/client';
import { serviceClient } from '../shared/serviceClient';

/** The one door to the KernelHost API. A 401 means a wrong key or signature: signing again would change nothing. */
export const kernelHostClient = serviceClient({
	service: 'KernelHost',
	credential: 'kernelHostApi',
	renewOn401: false,
	explain,
});

/** Header names under which services mark a replayed answer; KernelHost documents none (kernelhost.md section 6). */
const REPLAY_HEADERS = ['idempotency-replayed', 'idempotent-replayed', 'x-idempotent-replay'];

/**
 * Whether an answer was the stored one of an earlier request: true or false where the server says so, null where it says
 * nothing.
 */
export function describeReplay({ headers }: Answer): IDataObject {
	const mark = REPLAY_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
	return { replayed: mark === undefined ? null : /^(true|1|yes)$/i.test(mark) };
}
