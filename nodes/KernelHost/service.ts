import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { explainKernelHost } from '../../core/kernelhost/explain';
import { checkRoot } from '../../core/kernelhost/authenticate';
import type { Answer, Service } from '../shared/client/service';
import { serviceClient } from '../shared/client/retry';
import { KERNELHOST_LIMITS } from './limits';
import { execute } from '../shared/execute/execute';
import { resources } from './resources';

/** Usual headers of replayed answers; KernelHost documents none (kernelhost.md 6). */
const REPLAY_HEADERS = ['idempotency-replayed', 'idempotent-replayed', 'x-idempotent-replay'];

/**
 * Says whether an answer is the stored one of an earlier request: true or false by the server's
 * header, null without one.
 */
function describeReplay({ headers }: Answer): IDataObject {
	const replayHeader = REPLAY_HEADERS.map((name) => headers[name]).find(
		(value) => value !== undefined,
	);
	return { replayed: replayHeader === undefined ? null : /^(true|1|yes)$/i.test(replayHeader) };
}

/** The KernelHost API. A 401 means a wrong key, signature or clock. */
export const kernelHostService: Service = {
	name: 'KernelHost',
	credential: 'kernelHostApi',
	limits: KERNELHOST_LIMITS,
	identify: (fields) => ({
		origin: checkRoot(String(fields.apiRoot ?? '')).origin,
		account: String(fields.keyId ?? '').trim(),
	}),
	retries: { sessions: false, readsAfter500: false },
	isClockSkew: ({ details }) => details.reason === 'timestamp_out_of_window',
	explain: explainKernelHost,
	describeKey: describeReplay,
};

export const kernelHostClient = serviceClient(kernelHostService);

/** Runs the KernelHost node for all of its items. */
export async function executeKernelHost(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	return await execute(context, { resources, service: kernelHostService });
}
