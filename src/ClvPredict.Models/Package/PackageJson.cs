using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClvPredict.Models.Package;

/// <summary>How ClvPredict writes and reads JSON: snake_case names, numbers with round-trip digits, NaN as null.</summary>
public static class PackageJson
{
    /// <summary>The settings used in model zips and for <c>--json</c>.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            NewLine = "\n",
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new MissingNumberConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class MissingNumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TokenType switch
            {
                JsonTokenType.Null => double.NaN,
                JsonTokenType.String => double.Parse(
                    reader.GetString()!,
                    CultureInfo.InvariantCulture
                ),
                _ => reader.GetDouble(),
            };

        public override void Write(
            Utf8JsonWriter writer,
            double value,
            JsonSerializerOptions options
        )
        {
            if (double.IsNaN(value))
                writer.WriteNullValue();
            else if (double.IsInfinity(value))
                writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
            else
                writer.WriteNumberValue(value);
        }
    }
}
