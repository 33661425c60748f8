import { text } from '../../../shared/operation';

/** KillB recommends https, but does not require it (killb.md 4.1). */
export const url = text({
	everyPart: true,
	displayName: 'URL',
	description:
		'The address that KillB sends events to, such as the production URL of a KillB Trigger. It should be https.',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	pattern: { matches: /^https?:\/\/[^\s]+$/i, says: 'a web address' },
});
