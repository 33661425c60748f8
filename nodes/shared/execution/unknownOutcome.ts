import { NodeApiError } from 'n8n-workflow';
import type { Operation } from '../operation/operation';
import { isUnkeyed } from '../operation/operation';
import { isOutcomeUnknown } from '../request/lastWord';
import type { Mark } from './mark';

/** A write that failed. */
interface FailedWrite {
	/** how messages name the service */
	service: string;
	operation: Operation;
	/** what makes a repetition recognisable; undefined where nothing does */
	mark: Mark | undefined;
	/** whether a model called it */
	isTool: boolean;
}

/**
 * Says in the message itself that a write may have been carried out, and what another call does: a model reads nothing else of an error,
 * and so do MCP clients and the error branch of a workflow.
 */
export function tellUnknownOutcome(error: unknown, write: FailedWrite): void {
	if (!isOutcomeUnknown(error) || !(error instanceof NodeApiError)) return;
	error.message = `${error.message}. The outcome is unknown: ${write.service} may have carried it out. ${again(write)}`;
}

function again({ service, operation, mark, isTool }: FailedWrite): string {
	if (isUnkeyed(operation)) {
		return isTool
			? `Do not call again before somebody has checked at ${service} whether it was done.`
			: `Check at ${service} whether it was done before you run it again.`;
	}
	if (!mark)
		return `${isTool ? 'Call' : 'Run it'} again: that sets the same once more and does no harm.`;
	if (isTool) {
		return 'Call again with exactly the same input to find out: that does not do it twice, while other input would.';
	}
	return mark.isOwn
		? 'Run it again under the same reference to find out: that does not do it twice.'
		: 'Retry this execution to find out: that does not do it twice, while a new execution would.';
}
