import { Choices } from './choices.js';
import { showCredentials } from './credentials.js';
import { eventForm } from './events.js';
import { faultForm } from './faults.js';
import { JournalView } from './journal.js';
import { receiversForm } from './receivers.js';
import { resetDialog } from './reset.js';
import { settingsForm } from './settings.js';
import { stateForm } from './states.js';
import { tokenButtons } from './tokens.js';

/** Milliseconds between two updates; nothing is requested while the tab is hidden. */
const EVERY = 1000;

const panel = (name) => document.getElementById(name);
const connection = document.getElementById('connection');
const choices = new Choices();
const journal = new JournalView(() => void look());

const followers = [receiversForm(panel('events'))];
eventForm(panel('events'), choices);
stateForm(panel('states'), choices);
followers.push(faultForm(panel('faults')));
tokenButtons(panel('faults'));
followers.push(settingsForm(panel('settings')));
resetDialog(() => void look());

let hasCredentials = false;
let looking = false;
let wanted = false;

/** Updates the whole page; one update at a time, and one more if it was requested in between. */
async function look() {
	wanted = true;
	if (looking) return;
	looking = true;
	while (wanted) {
		wanted = false;
		try {
			if (!hasCredentials) await showCredentials(panel('credentials'));
			hasCredentials = true;
			if (await journal.refresh()) await choices.refresh();
			await Promise.all(followers.map((follower) => follower.refresh()));
			say('connected', '● Running, live');
		} catch (error) {
			say('lost', `○ ${error.message}`);
		}
	}
	looking = false;
}

function say(kind, text) {
	if (connection.textContent === text) return;
	connection.className = kind;
	connection.textContent = text;
}

// On a narrow screen the panels would hide the journal, so they begin closed.
if (matchMedia('(max-width: 60rem)').matches) panel('credentials').open = false;
setInterval(() => {
	if (!document.hidden) void look();
}, EVERY);
document.addEventListener('visibilitychange', () => {
	if (!document.hidden) void look();
});
void look();
