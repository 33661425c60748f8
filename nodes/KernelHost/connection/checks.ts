import type { IDataObject } from 'n8n-workflow';
import { clockVerdict } from '../../../core/kernelhost/explain';
import type { Answer, ApiClient } from '../../shared/client/service';
import { permissionChecks } from './permissions';
import { attemptsOf, problemOf, type Attempt } from '../../shared/connection/attempt';
import { deliveriesFinding } from '../../shared/connection/deliveries';
import { finding } from '../../shared/connection/finding';
import type { ExecutionContext } from '../../shared/operation';
import { webhookCheck } from './webhookCheck';

/**
 * Checks everything that can keep the node from working, from the outside in: URL, clock, key,
 * signature, IP address, permissions, limits, webhook, deliveries. Returns one finding each, with a
 * verdict and advice.
 */
export async function connectionChecks(
	api: ApiClient,
	context: Pick<ExecutionContext, 'webhookOrigin' | 'registrantOf' | 'credentialId'>,
): Promise<IDataObject[]> {
	const attempt = attemptsOf(api);
	const health = await attempt('/v1/health');
	const me = await attempt('/v1/me');
	const permissions = me.answer ? await permissionChecks(attempt, me.answer) : [];
	const webhook = me.answer ? [await webhookCheck(attempt, context)] : [];
	return [
		addressCheck(health),
		clockCheck(health.answer ?? me.answer),
		keyCheck(me),
		ipCheck(me),
		...permissions,
		limitCheck(me.answer),
		...webhook,
		deliveriesFinding('KernelHost', 'kernelHostApi', context.credentialId('kernelHostApi')),
	];
}

function addressCheck({ answer, error }: Attempt): IDataObject {
	if (answer) return finding('API address', 'ok', 'The API answers at the API Root.');
	return finding('API address', 'problem', error.message, error.description);
}

function clockCheck(answer: Answer | undefined): IDataObject {
	const { verdict, message, advice } = clockVerdict(answer?.headers.date, Date.now());
	return finding('Clock', verdict, message, advice);
}

function keyCheck({ answer, error }: Attempt): IDataObject {
	if (answer)
		return finding('Key and signature', 'ok', 'KernelHost accepts the key and the signature.');
	if (problemOf(error).reason === 'ip_not_allowed') {
		return finding(
			'Key and signature',
			'unknown',
			'The IP address was refused before the signature.',
			'Solve "IP address" first.',
		);
	}
	return finding('Key and signature', 'problem', error.message, error.description);
}

function ipCheck({ answer, error }: Attempt): IDataObject {
	if (answer)
		return finding('IP address', 'ok', 'KernelHost accepts requests from this n8n’s address.');
	return problemOf(error).reason === 'ip_not_allowed'
		? finding('IP address', 'problem', error.message, error.description)
		: finding(
				'IP address',
				'unknown',
				'KernelHost did not get as far as judging the address.',
				'Solve the problems above first.',
			);
}

function limitCheck(answer: Answer | undefined): IDataObject {
	const left = answer?.headers['x-ratelimit-remaining'];
	if (left === undefined) {
		return finding('Rate limit', 'unknown', 'The answer does not say how many requests are left.');
	}
	return finding(
		'Rate limit',
		Number(left) > 0 ? 'ok' : 'problem',
		`Requests left at this moment: ${left}.`,
		'The documented limits of a key are 60 requests a minute (burst 20) and 5,000 a day.',
	);
}
