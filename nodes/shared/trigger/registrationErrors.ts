import type { IHookFunctions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Registration } from '../../../core/webhook/memory';
import { withHelp } from '../errors/failure';
import { GuardError } from '../errors/guardError';

/** What messages call a slot. */
export interface SlotNames {
	/** the service, e.g. `KillB` */
	service: string;
	/** what the slot is of, e.g. `API key` */
	owner: string;
}

/**
 * An error whose message says everything: of a failed publication n8n tells the message alone, never the description
 * (n8n 2.41, `publication-status-reporter.js`), and so it does of a failed test unless an API refused.
 */
export function spelledOut(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
	const { description } = error instanceof GuardError ? error : {};
	const known = withHelp(
		isOurs
			? error
			: new NodeOperationError(node, error as Error, { ...(description ? { description } : {}) }),
	);
	const { help } = known.context.data as { help: string };
	const what = known.message.replace(/(?<![.\s])[.\s]*$/, '.');
	const advice = (known.description ?? '').replace(/\s+/g, ' ').trim();
	known.message = [what, advice, `More: ${help}`].filter(Boolean).join(' ');
	known.description = undefined;
	return known;
}

/** The service can't send to the address of this n8n. */
export function unreachable(
	context: IHookFunctions,
	{ service }: SlotNames,
	address: string,
): NodeOperationError {
	if (address === '') {
		return new NodeOperationError(context.getNode(), 'n8n gave this trigger no address');
	}
	return new NodeOperationError(
		context.getNode(),
		`${service} can't reach ${new URL(address).origin}, the address of this n8n`,
		{
			description: `The address is of this machine or of a private network. Set the environment variable WEBHOOK_URL of n8n to the address under which it is reached from the internet, such as https://n8n.example.com/, restart n8n, and publish again. To try it without, set Registration to "By Hand".`,
		},
	);
}

/**
 * Another's address is in the slot.
 * @param isBehindTest whether it comes back at the end of a test of this trigger, which did not end as it should
 */
export function occupied(
	context: IHookFunctions,
	{ service, owner }: SlotNames,
	{ url }: Registration,
	isBehindTest: boolean,
): NodeOperationError {
	const what = isBehindTest
		? `An earlier test of this trigger took its place and did not put it back: switch on Options › Replace Other Registration, click "Execute step", and stop listening. Then it is back.`
		: `Whoever reads events there would get no more: if that is what you want, switch on Options › Replace Other Registration. Otherwise use another ${owner}, or one trigger for all workflows.`;
	return new NodeOperationError(
		context.getNode(),
		`${service} already sends its events to ${withoutQuery(url)}`,
		{
			description: `Each ${owner} has one webhook address, and this one is not of this trigger. Nothing was changed. ${what}`,
		},
	);
}

/** A query may hold a token, and a message is stored and shown. */
function withoutQuery(address: string): string {
	return address.replace(/\?.*/s, '?…');
}

/** The credential names a webhook secret that protects nothing. */
export function weakSecret(context: IHookFunctions, weakness: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), weakness, {
		description:
			'Enter at least 32 random characters, at the service and in the credential. Nothing was changed.',
	});
}
