window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "/api/v1/openapi.yaml",
    dom_id: "#reference",
    deepLinking: true,
    validatorUrl: null,
  });
});
