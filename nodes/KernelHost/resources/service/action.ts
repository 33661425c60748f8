import {
	choice,
	FieldError,
	fixed,
	operation,
	requiredText,
	type ExecutionContext,
	type Values,
	when,
} from '../../../shared/operation';
import { serviceLocator } from '../../locators';
import { overridesOf } from '../../overrides';

/**
 * The documented actions (kernelhost.md 4; `unsuspend` by the endpoint table, kernelhost.md 10.2).
 */
type Action = 'start' | 'stop' | 'reboot' | 'reinstall' | 'suspend' | 'unsuspend' | 'terminate';

/**
 * POST /v1/services/{id}/actions, one operation for each action. All of them need an
 * Idempotency-Key.
 */
export const actionOnService = {
	endpoint: 'POST /v1/services/{serviceId}/actions',
	idempotent: true,
	compare: ({ serviceId }: { serviceId: string }) => [
		{ label: 'Service', asked: serviceId, path: ['service_id'] },
	],
} as const;

/** The body of an action, without what it takes beside its name. */
export async function actionBody(action: Action, executionContext: ExecutionContext) {
	return { [(await overridesOf(executionContext)).actionField]: action };
}

/** An action that takes nothing, and destroys nothing. */
export function serviceAction(
	action: Action,
	words: { name: string; action: string; description: string },
) {
	return operation({
		...words,
		...actionOnService,
		fields: { serviceId: serviceLocator },
		body: async (_values, executionContext) => await actionBody(action, executionContext),
	});
}

/**
 * What keeps a stray expression or an AI agent from destroying a server: the confirmation takes
 * neither expressions nor values from an agent, so it names the one service that a person meant.
 */
export const confirmedService = {
	serviceId: serviceLocator,
	confirmation: fixed(
		choice({
			displayName: 'Confirmation',
			description:
				'What this node may destroy. It takes no expression, so that nobody but you decides it.',
			options: [
				{
					name: 'One Service, Whose ID I Type Again',
					value: 'typedId',
					description: 'Any other service is refused, whatever the expression above gives',
				},
				{
					name: 'Whichever Service Each Item Names',
					value: 'everyItem',
					description:
						'For clean-up workflows: every item destroys its service, without asking again',
				},
			],
			default: 'typedId',
		}),
	),
	confirmedServiceId: when(
		{ confirmation: ['typedId'] },
		fixed(
			requiredText({
				displayName: 'Type the Service ID Again',
				description: 'Nothing happens unless it is the same as the ID of the service above',
				placeholder: 'e.g. 1042',
			}),
		),
	),
};

/** @throws FieldError where a person did not mean this service */
export function requireConfirmation(values: Values<typeof confirmedService>): void {
	const { confirmation, confirmedServiceId, serviceId } = values;
	if (confirmation === 'everyItem') return;
	if (String(confirmedServiceId).trim() !== serviceId) {
		throw new FieldError(
			'Type the Service ID Again',
			`is not the ID of the service (${serviceId}), so nothing was destroyed`,
		);
	}
}
