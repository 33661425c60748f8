import {
	choice,
	FieldError,
	fixed,
	operation,
	requiredText,
	type ExecutionContext,
	type Values,
	type WaitUntil,
	when,
} from '../../../shared/operation';
import { serviceLocator } from '../../locators';
import { ADVICE, finalStatesOf, overridesOf } from '../../overrides';

/**
 * The documented actions (kernelhost.md 4; `unsuspend` by the endpoint table, kernelhost.md 10.2).
 */
type Action = 'start' | 'stop' | 'reboot' | 'reinstall' | 'suspend' | 'unsuspend' | 'terminate';

/**
 * POST /v1/services/{id}/actions, one operation per action. All of them require an Idempotency-Key.
 */
export const actionOnService = {
	endpoint: 'POST /v1/services/{serviceId}/actions',
	idempotent: true,
	advice: ADVICE.action,
	compare: ({ serviceId }: { serviceId: string }) => [
		{ label: 'Service', asked: serviceId, path: ['service_id'] },
	],
} as const;

/** Returns the body of an action, without further parameters. */
export async function actionBody(action: Action, executionContext: ExecutionContext) {
	return { [(await overridesOf(executionContext)).actionField]: action };
}

/** Returns how an action waits until the service has reached its new state. */
export function untilReached(action: Exclude<Action, 'terminate'>): WaitUntil {
	return { endpoint: 'GET /v1/services/{serviceId}', states: finalStatesOf(action) };
}

/** Returns an operation for an action without parameters that destroys nothing. */
export function serviceAction(
	action: Exclude<Action, 'reinstall' | 'terminate'>,
	words: { name: string; action: string; description: string },
) {
	return operation({
		...words,
		...actionOnService,
		waitUntil: untilReached(action),
		fields: { serviceId: serviceLocator },
		body: async (_values, executionContext) => await actionBody(action, executionContext),
	});
}

/**
 * Prevents a stray expression or an AI agent from destroying a server: the confirmation accepts
 * neither expressions nor an agent's values, so it names the service that the user meant.
 */
export const confirmedService = {
	serviceId: serviceLocator,
	confirmation: fixed(
		choice({
			displayName: 'Confirmation',
			description:
				'Which services this node may destroy. Takes no expression, so that only you decide.',
			options: [
				{
					name: 'One Service, Confirmed by ID',
					value: 'typedId',
					description: 'Any other service is rejected, whatever an expression above returns',
				},
				{
					name: 'The Service of Each Item',
					value: 'everyItem',
					description: 'For clean-up workflows: each item destroys its service, unconfirmed',
				},
			],
			default: 'typedId',
		}),
	),
	confirmedServiceId: when(
		{ confirmation: ['typedId'] },
		fixed(
			requiredText({
				displayName: 'Confirm Service ID',
				description: 'Type the ID of the service above again. If they differ, nothing happens.',
				placeholder: 'e.g. 1042',
			}),
		),
	),
};

/**
 * Checks the confirmation.
 * @throws FieldError where it names another service
 */
export function requireConfirmation(values: Values<typeof confirmedService>): void {
	const { confirmation, confirmedServiceId, serviceId } = values;
	if (confirmation === 'everyItem') return;
	if (String(confirmedServiceId).trim() !== serviceId) {
		throw new FieldError(
			'Confirm Service ID',
			`is not the ID of the service (${serviceId}), so nothing was destroyed`,
		);
	}
}
