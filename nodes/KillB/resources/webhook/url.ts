import { text } from '../../../shared/operation';

/** KillB recommends https, but does not require it (killb.md 4.1). */
export const url = text({
	everyPart: true,
	displayName: 'URL',
	description:
		'URL that KillB sends events to, such as a KillB Trigger’s production URL. It should use HTTPS.',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	clean: (given) => given.trim(),
	pattern: { matches: /^https?:\/\/[^\s]+$/i, says: 'a URL' },
});
