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
 * POST /v1/services/{id}/actions, one operation per action. All of them require an Idempotency-Key.
 */
export const actionOnService = {
	endpoint: 'POST /v1/services/{serviceId}/actions',
	idempotent: true,
	compare: ({ serviceId }: { serviceId: string }) => [
		{ label: 'Service', asked: serviceId, path: ['service_id'] },
	],
} as const;

/** Returns the body of an action, without further parameters. */
export async function actionBody(action: Action, executionContext: ExecutionContext) {
	return { [(await overridesOf(executionContext)).actionField]: action };
}

/** Returns an operation for an action without parameters that destroys nothing. */
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
 * Prevents a stray expression or an AI agent from destroying a server: the confirmation accepts
 * neither expressions nor an agent's values, so it names the service that the user meant.
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

/**
 * Checks the confirmation.
 * @throws FieldError where it names another service
 */
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
