using System.Text.Json.Nodes;
using ClvPredict.Service.Access;
using ClvPredict.Service.Api.Scoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ClvPredict.Service.Api;

/// <summary>The description of the API for programs: OpenAPI at /openapi/v1.json.</summary>
internal static class ApiDescription
{
    private const string KeyDescription = "A key of clv serve keys add.";
    private const string CustomerExample =
        """{"customer_id": "c1", "orders": [{"order_id": "1001", "order_date": "2024-11-03", "amount": 49.9, "product_id": "p7"}, {"order_id": "1002", "order_date": "2024-12-20T10:15:00", "quantity": 2, "unit_price": 6.25}]}""";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.PropertyNamingPolicy = ServiceJson.Options.PropertyNamingPolicy;
            http.SerializerOptions.NumberHandling = default;
            http.SerializerOptions.TypeInfoResolver = ServiceJson.Options.TypeInfoResolver;
            foreach (var converter in ServiceJson.Options.Converters)
                http.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi(openApi =>
            openApi
                .AddDocumentTransformer((document, _, _) => Describe(document))
                .AddOperationTransformer((operation, _, _) => AddExample(operation))
        );
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info.Title = "ClvPredict";
        document.Info.Description =
            "Customer lifetime value and churn of a shop's customers. Money is in the currency of the orders. Errors are problem details (RFC 9457).";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        )
        {
            ["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = KeyDescription,
            },
            ["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = KeyHandler.Header,
                Description = KeyDescription,
            },
        };
        document.Security =
        [
            new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new() { [new OpenApiSecuritySchemeReference("key", document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static Task AddExample(OpenApiOperation operation)
    {
        if (operation.RequestBody?.Content is not { } contents)
            return Task.CompletedTask;
        foreach (var (mediaType, content) in contents)
            content.Example = JsonNode.Parse(
                mediaType == ScoreStream.MediaType
                    ? CustomerExample
                    : $$"""{"as_of": "2025-01-01", "customers": [{{CustomerExample}}]}"""
            );
        return Task.CompletedTask;
    }
}
