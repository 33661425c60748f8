import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { splitNames } from '../../../core/webhook/selection';

export interface ChosenNames {
	readonly events: string[];
	/** Always empty for a service whose events have no action. */
	readonly actions: string[];
}

/** The names that the user of a trigger chose from the lists and typed. */
export function chosenNames(context: IHookFunctions | IWebhookFunctions): ChosenNames {
	const read = (name: string) => splitNames(context.getNodeParameter(name, ''));
	return {
		events: [...read('events'), ...read('otherEvents')],
		actions: [...read('actions'), ...read('settings.otherActions')],
	};
}
