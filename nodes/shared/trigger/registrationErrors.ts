import type { IHookFunctions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { withHelp } from '../errors/failure';
import type { Slot } from './registration';

/**
 * An error whose message says everything: of a failed publication n8n tells the message alone, never the description
 * (n8n 2.41, `publication-status-reporter.js`), and so it does of a failed test unless an API refused.
 */
export function spelledOut(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const isOurs = error instanceof NodeApiError || error instanceof NodeOperationError;
	const known = withHelp(isOurs ? error : new NodeOperationError(node, error as Error));
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
	{ service }: Slot,
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

/** Somebody else's address is in the slot. */
export function occupied(
	context: IHookFunctions,
	{ service, owner }: Slot,
	url: string,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`${service} already sends its events to ${url}`,
		{
			description: `Each ${owner} has one webhook address, and this one is not of this trigger. Nothing was changed. Whoever reads events there would get no more: if that is what you want, switch on Options › Replace Other Registration. Otherwise use another ${owner}, or one trigger for all workflows.`,
		},
	);
}
