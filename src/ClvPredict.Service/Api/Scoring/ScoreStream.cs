using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using ClvPredict.Service.Shop;
using ClvPredict.Service.Telemetry;
using Microsoft.AspNetCore.Http;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>
/// Scores one customer a line as lines come. It holds one line and one buffer of answers: where the client does not take the
/// answers, no more lines are read.
/// </summary>
internal sealed class ScoreStream(ScoredShop shop, int maxLineBytes, ServiceMeter meter)
{
    public const string MediaType = "application/x-ndjson";

    private const byte LineEnd = (byte)'\n';
    private const int FlushBytes = 32 * 1024;

    private readonly RequestScorer _scorer = new(shop);
    private long _line;
    private long _scored;
    private long _refused;

    public async Task RunAsync(
        PipeReader input,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        response.ContentType = MediaType;
        var output = response.BodyWriter;
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { SkipValidation = true }
        );
        var isSkipping = false;
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf(LineEnd) is { } end)
            {
                var line = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                Answer(line, isSkipping, output, json);
                isSkipping = false;
                if (output.UnflushedBytes >= FlushBytes)
                    await output.FlushAsync(cancellationToken);
            }
            Count();
            if (read.IsCompleted)
            {
                // The last line may have no end.
                if (!buffer.IsEmpty || isSkipping)
                    Answer(buffer, isSkipping, output, json);
                Count();
                input.AdvanceTo(buffer.End);
                break;
            }
            // Of a line that is too long only its end is waited for.
            isSkipping |= buffer.Length > maxLineBytes;
            input.AdvanceTo(isSkipping ? buffer.End : buffer.Start, buffer.End);
            await output.FlushAsync(cancellationToken);
        }
        await output.FlushAsync(cancellationToken);
    }

    private void Count()
    {
        meter.Scored(_scored);
        meter.Refused(_refused);
        (_scored, _refused) = (0, 0);
    }

    private void Answer(
        ReadOnlySequence<byte> line,
        bool isTooLong,
        PipeWriter output,
        Utf8JsonWriter json
    )
    {
        _line++;
        if (!isTooLong && line.Length <= maxLineBytes && IsBlank(line))
            return;
        try
        {
            if (isTooLong || line.Length > maxLineBytes)
                throw new ProblemException(
                    StatusCodes.Status413PayloadTooLarge,
                    ProblemKind.TooMany,
                    $"The line is longer than {maxLineBytes} bytes."
                );
            JsonSerializer.Serialize(json, Score(line), ScoreJson.Default.ScoredCustomer);
            _scored++;
        }
        catch (Exception e) when (e is JsonException or ProblemException)
        {
            _refused++;
            json.Reset();
            JsonSerializer.Serialize(json, Error(e), ScoreJson.Default.LineError);
        }
        json.Flush();
        json.Reset();
        output.Write([LineEnd]);
    }

    private LineError Error(Exception e) =>
        e is JsonException json
            ? new LineError(
                _line,
                (json.BytePositionInLine is { } at ? $"byte {at + 1}: " : "")
                    + Problems.Reason(json),
                JsonPath.ToPointer(json.Path)
            )
            : new LineError(
                _line,
                e.Message,
                e is ProblemException { Pointer: { Length: > 0 } pointer } ? pointer : null
            );

    private ScoredCustomer Score(ReadOnlySequence<byte> line)
    {
        var customer = Read(line) ?? throw new JsonException("null");
        return _scorer.Score(customer, customer.AsOf ?? shop.Manifest.AsOf, "");
    }

    private static ScoreCustomer? Read(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
            return JsonSerializer.Deserialize(line.FirstSpan, ScoreJson.Default.ScoreCustomer);
        var length = (int)line.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(copy);
            return JsonSerializer.Deserialize(
                copy.AsSpan(0, length),
                ScoreJson.Default.ScoreCustomer
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        }
        return true;
    }
}
