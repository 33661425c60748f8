import type { IDataObject } from 'n8n-workflow';
import {
	choice,
	collection,
	FieldError,
	type Fields,
	fixed,
	jsonObject,
	type Operation,
	operation,
	requiredText,
	text,
	when,
} from '../../../shared/operation';
import { serviceLocator } from '../../locators';

/** The documented actions (kernelhost.md 4; `unsuspend` by the endpoint table, kernelhost.md 10.2). */
export type ServiceAction =
	| 'start'
	| 'stop'
	| 'reboot'
	| 'reinstall'
	| 'suspend'
	| 'unsuspend'
	| 'terminate';

/** Named assumption: the JSON field that carries the action is not documented (kernelhost.md 4.1). */
const ASSUMED_ACTION_FIELD = 'action';

const options = collection({
	displayName: 'Options',
	placeholder: 'Add option',
	fields: {
		actionField: text({
			displayName: 'Name of the Action Field',
			description:
				'The JSON field that carries the action. KernelHost does not document it; change it if the API refuses the input.',
			default: ASSUMED_ACTION_FIELD,
		}),
	},
});

/**
 * What keeps a stray expression or an AI agent from destroying a server: the confirmation takes neither expressions nor
 * values from an agent, so it names the one service that a person meant.
 */
const confirmation = {
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

const reinstallation = {
	additionalFields: jsonObject({
		displayName: 'Additional Fields (JSON)',
		description:
			'More fields of the reinstallation, such as the operating system, as a JSON object. They are sent as they are: KernelHost does not publish their names.',
	}),
};

/** POST /v1/services/{id}/actions, one operation for each action. All of them need an Idempotency-Key. */
export function serviceAction(
	action: ServiceAction,
	words: { name: string; action: string; description: string },
	{ destroys = false, takesFields = false }: { destroys?: boolean; takesFields?: boolean } = {},
): Operation {
	return operation({
		...words,
		endpoint: 'POST /v1/services/{serviceId}/actions',
		idempotent: true,
		effect: destroys ? 'destroys' : 'changes',
		compare: ({ serviceId }) => [{ label: 'Service', asked: serviceId, path: ['service_id'] }],
		fields: {
			serviceId: serviceLocator,
			...(destroys ? confirmation : {}),
			...(takesFields ? reinstallation : {}),
			options,
		} as Fields & { serviceId: typeof serviceLocator },
		body: (values: Record<string, unknown>) => {
			if (destroys) requireConfirmation(values);
			const { actionField } = values.options as { actionField?: string };
			return {
				...(values.additionalFields as IDataObject | undefined),
				[actionField?.trim() || ASSUMED_ACTION_FIELD]: action,
			};
		},
	});
}

function requireConfirmation(values: Record<string, unknown>): void {
	const { confirmation: kind, confirmedServiceId, serviceId } = values;
	if (kind === 'everyItem') return;
	if (String(confirmedServiceId).trim() !== serviceId) {
		throw new FieldError(
			'Type the Service ID Again',
			`is not the ID of the service (${String(serviceId)}), so nothing was destroyed`,
		);
	}
}
