import type { IDataObject } from 'n8n-workflow';
import { explain } from '../../core/kernelhost/explain';
import { checkRoot } from '../../core/kernelhost/key';
import type { Answer } from '../shared/request/client';
import type { Door } from '../shared/request/door';
import { serviceClient } from '../shared/request/serviceClient';
import { KERNELHOST_LIMITS } from './limits';

/** The one door to the KernelHost API. A 401 means a wrong key, signature or clock: n8n's sending again would change nothing. */
export const kernelHostDoor: Door = {
	service: 'KernelHost',
	credential: 'kernelHostApi',
	renewOn401: false,
	limits: KERNELHOST_LIMITS,
	identify: (fields) => ({
		origin: checkRoot(String(fields.apiRoot ?? '')).origin,
		account: String(fields.keyId ?? '').trim(),
	}),
	repeats: { sessions: false, readsAfter500: false },
	isClockRefusal: ({ details }) => details.reason === 'timestamp_out_of_window',
	explain,
};

export const kernelHostClient = serviceClient(kernelHostDoor);

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
