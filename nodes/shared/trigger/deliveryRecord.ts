import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import {
	deliveryLog,
	type DeliveryTarget,
	type RejectedDelivery,
} from '../../../core/webhook/deliveryLog';

/** The most header names that are kept and logged, so that a sender can't fill either. */
const MAX_NAMES = 40;
const MAX_NAME_LENGTH = 60;

/** Cuts a list of header names, and each of them. */
export function cutNames(names: readonly string[]): string[] {
	const shown = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
	return names.length > MAX_NAMES ? [...shown, '…'] : shown;
}

/** Counts a delivery that was verified, whether its event is a chosen one or not. */
export function recordAccepted(
	context: IWebhookFunctions,
	credentialType: string,
	receivedAt: Date,
): void {
	deliveryLog.accept(targetOf(context, credentialType), receivedAt.toISOString());
}

interface Rejection {
	readonly reason: string;
	/** A sentence for the user, which may begin in lower case as in the log. */
	readonly advice: string;
	/** The bytes of the body, where it was read. */
	readonly size?: number;
}

/**
 * Records a rejected delivery that was answered already, and starts the workflow on its second
 * output if the user wants that.
 */
export function rejected(
	context: IWebhookFunctions,
	credentialType: string,
	{ reason, advice, size }: Rejection,
): IWebhookResponseData {
	const headers = context.getHeaderData() as Readonly<Record<string, unknown>>;
	const target = targetOf(context, credentialType);
	const delivery: RejectedDelivery = {
		rejectedAt: new Date().toISOString(),
		reason,
		advice: advice.charAt(0).toUpperCase() + advice.slice(1),
		headerNames: cutNames(Object.keys(headers)),
		size: size ?? announcedSize(headers['content-length']),
	};
	deliveryLog.reject(target, delivery);
	const count = wantsReports(context) ? deliveryLog.report(target) : undefined;
	if (count === undefined) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[], [reportOf(delivery, count)]] };
}

function reportOf(delivery: RejectedDelivery, count: number): INodeExecutionData {
	const json = { ...delivery, rejectedSinceLastReport: count };
	return { json: json as unknown as IDataObject };
}

/**
 * Whether the user switched *Report Rejected Deliveries* on. The option takes no expression, so it
 * is read without n8n's evaluation: a rejection must stay cheap.
 *
 * With *Always Output Data* n8n would also start the output for genuine events, with an empty item.
 */
function wantsReports(context: IWebhookFunctions): boolean {
	const { parameters, alwaysOutputData } = context.getNode();
	const settings = parameters.settings as IDataObject | undefined;
	return settings?.reportRejected === true && alwaysOutputData !== true;
}

function announcedSize(length: unknown): number | null {
	return typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function targetOf(context: IWebhookFunctions, credentialType: string): DeliveryTarget {
	const node = context.getNode();
	const workflow = context.getWorkflow();
	return {
		credentialType,
		credentialId: String(node.credentials?.[credentialType]?.id ?? ''),
		workflowId: String(workflow.id ?? ''),
		workflow: String(workflow.name ?? ''),
		nodeId: node.id,
		node: node.name,
		isTest: context.getMode() === 'manual',
	};
}
