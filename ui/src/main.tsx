import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { makeClient } from "./lib/queries";
import { restoreTextSize } from "./lib/text-size";
import "./styles.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

restoreTextSize();
createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={makeClient()}>
			<App />
		</QueryClientProvider>
	</StrictMode>,
);
