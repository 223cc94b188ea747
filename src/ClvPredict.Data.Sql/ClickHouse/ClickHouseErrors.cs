using System.Globalization;
using ClvPredict.Data.Sql.Addresses;
using ClvPredict.Data.Sql.Rows;

namespace ClvPredict.Data.Sql.ClickHouse;

/// <summary>ClickHouse's errors as sentences.</summary>
internal static class ClickHouseErrors
{
    private static readonly string[] s_decorations = ["e.displayText() = ", "DB::Exception: "];

    /// <summary>What the server says is wrong, for the user.</summary>
    /// <param name="address">The server.</param>
    /// <param name="answer">Its text: <c>Code: 60, e.displayText() = DB::Exception: …</c> or <c>Code: 60. DB::Exception: …</c>.</param>
    internal static OrderDataException Explain(SqlAddress address, string answer)
    {
        var start = answer.IndexOf("Code: ", StringComparison.Ordinal);
        var text = start < 0 ? answer : answer[start..];
        var code = CodeOf(text);
        var sentence = ServerText.Shorten(MessageIn(text));
        var said = code switch
        {
            60 => $"no such table: {sentence}",
            81 => $"no such database: {sentence}",
            16 or 47 => $"no such column: {sentence}",
            192 or 193 or 194 or 516 =>
                $"the server does not let the user '{address.User ?? "default"}' in: {sentence}",
            497 => $"the user '{address.User ?? "default"}' may not read it: {sentence}",
            _ => $"the server refused the query: {sentence}",
        };
        return new OrderDataException($"{address.Name}: {said.TrimEnd('.')}.");
    }

    /// <summary>A connection that could not be made or was lost.</summary>
    internal static OrderDataException Explain(SqlAddress address, Exception error)
    {
        var reason = ServerText.Shorten((error.InnerException ?? error).Message).TrimEnd('.');
        var what = error
            is HttpRequestException
            {
                StatusCode: null,
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
            }
            ? "cannot connect to"
            : "lost the connection to";
        return new OrderDataException(
            $"{address.Name}: {what} {address.Host}:{address.Port}: {reason}.",
            error
        );
    }

    private static int CodeOf(string text)
    {
        var digits = text.AsSpan(Math.Min(text.Length, "Code: ".Length));
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(
            end < 0 ? digits : digits[..end],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var code
        )
            ? code
            : 0;
    }

    private static string MessageIn(string text)
    {
        foreach (var decoration in s_decorations)
        {
            var at = text.IndexOf(decoration, StringComparison.Ordinal);
            if (at >= 0)
                text = text[(at + decoration.Length)..];
        }
        var end = text.IndexOf(", e.what()", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
