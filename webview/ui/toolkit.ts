/** The script after the chat's own: the toolkit's elements, which the first thing that is drawn does not need. */
import { provideVSCodeDesignSystem, vsCodeButton } from "@vscode/webview-ui-toolkit";

provideVSCodeDesignSystem().register(vsCodeButton());
