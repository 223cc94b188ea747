using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClvPredict.Service.Api;

/// <summary>Says what is wrong with a request.</summary>
internal static class Problems
{
    private const string TypePrefix = "urn:clvpredict:problem:";

    /// <summary>What a client is told of an exception; what is not the client's doing says nothing of the inside.</summary>
    public static ProblemException Of(Exception exception) =>
        exception switch
        {
            ProblemException problem => problem,
            BadHttpRequestException bad => new ProblemException(
                bad.StatusCode,
                ProblemKind.Http,
                bad.Message
            ),
            JsonException json => Body(json),
            OrderDataException orders => new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemKind.InvalidOrders,
                orders.Message
            ),
            FeatureContractException contract => new ProblemException(
                StatusCodes.Status409Conflict,
                ProblemKind.ModelNeedsMore,
                contract.Message
            ),
            ModelPackageException model => new ProblemException(
                StatusCodes.Status409Conflict,
                ProblemKind.ModelRefused,
                model.Message
            ),
            _ => new ProblemException(
                StatusCodes.Status500InternalServerError,
                ProblemKind.Http,
                "Something went wrong in the service; its log has more under the request id."
            ),
        };

    /// <summary>A parameter of the query that cannot be.</summary>
    public static ProblemException Parameter(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemKind.InvalidParameter, detail);

    /// <summary>There is nothing to answer from.</summary>
    public static ProblemException NoData(string detail) =>
        new(StatusCodes.Status409Conflict, ProblemKind.NoData, detail);

    /// <summary>Writes the response, which must not have begun.</summary>
    public static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        return JsonSerializer.SerializeAsync(
            response.BodyWriter,
            new Problem
            {
                Type =
                    problem.Kind == ProblemKind.Http
                        ? "about:blank"
                        : TypePrefix
                            + JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Kind.ToString()),
                Title =
                    problem.Kind == ProblemKind.Http
                        ? ReasonPhrases.GetReasonPhrase(problem.Status)
                        : Title(problem.Kind),
                Status = problem.Status,
                Detail = problem.Message.Length == 0 ? null : problem.Message,
                Pointer = problem.Pointer,
                RequestId = RequestId.Of(context),
            },
            ServiceJson.Options,
            context.RequestAborted
        );
    }

    private static ProblemException Body(JsonException json)
    {
        // The exception's own text names types of this program; what the client needs is the place.
        var place = json.LineNumber is { } line
            ? $" at line {line + 1}, byte {json.BytePositionInLine + 1}"
            : "";
        return new ProblemException(
            StatusCodes.Status400BadRequest,
            ProblemKind.InvalidBody,
            $"The body cannot be read{place}: {Reason(json)}"
        )
        {
            Pointer = JsonPath.ToPointer(json.Path),
        };
    }

    /// <summary>What is wrong with JSON, in words that name nothing of this program.</summary>
    public static string Reason(JsonException json)
    {
        var message = json.InnerException is JsonException inner ? inner.Message : json.Message;
        return message.Contains("could not be mapped", StringComparison.Ordinal)
                ? "there is a property that is not known; property names are in snake_case."
            : message.Contains("uplicate", StringComparison.Ordinal) ? "a property is there twice."
            : message.Contains("missing required", StringComparison.Ordinal)
                ? "a property that is required is missing."
            : message.Contains("could not be converted", StringComparison.Ordinal)
                ? "a value is not of the kind that is asked for, or out of its range."
            : "this is not JSON.";
    }

    private static string Title(ProblemKind kind) =>
        kind switch
        {
            ProblemKind.InvalidBody => "The body is not what is asked for",
            ProblemKind.InvalidParameter => "A parameter is not what is asked for",
            ProblemKind.InvalidOrders => "Orders that cannot be scored",
            ProblemKind.TooMany => "Too much in one request",
            ProblemKind.NoData => "The service has no such data",
            ProblemKind.UnknownCustomer => "No such customer",
            ProblemKind.ModelRefused => "The model is refused",
            ProblemKind.ModelNeedsMore => "The model needs more than this",
            _ => "Problem",
        };
}
