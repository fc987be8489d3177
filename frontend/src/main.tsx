import "@react-spectrum/s2/page.css";
import "./theme/fonts.css";
import { Provider } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <Provider background="base">
      <h1 className={style({ font: "heading", margin: 16, color: "heading" })}>Tidegate</h1>
    </Provider>,
  );
}
