import { NodeApiError } from 'n8n-workflow';
import { isOutcomeUnknown } from '../request/lastWord';
import type { Mark } from './mark';

/**
 * Says in the message itself that a write may have been carried out, and what another call does: a model reads nothing else of an error,
 * and so do MCP clients and the error branch of a workflow.
 * @param mark what makes a repetition recognisable; undefined where nothing does
 */
export function tellUnknownOutcome(
	error: unknown,
	service: string,
	mark: Mark | undefined,
	isTool: boolean,
): void {
	if (!isOutcomeUnknown(error) || !(error instanceof NodeApiError)) return;
	error.message = `${error.message}. The outcome is unknown: ${service} may have carried it out. ${again(mark, isTool, service)}`;
}

function again(mark: Mark | undefined, isTool: boolean, service: string): string {
	if (isTool) {
		return mark
			? 'Call again with exactly the same input to find out: that does not do it twice, while other input would.'
			: `Do not call again before somebody has checked at ${service} whether it was done.`;
	}
	if (!mark) return `Check at ${service} whether it was done before you run it again.`;
	return mark.isOwn
		? 'Run it again under the same reference to find out: that does not do it twice.'
		: 'Retry this execution to find out: that does not do it twice, while a new execution would.';
}
