using System.CommandLine;
using System.Globalization;
using ClvPredict.Decisions.Segments;

namespace ClvPredict.Cli;

/// <summary>The options that set limits of segments, the same on every verb that tells them.</summary>
internal sealed class SegmentLimitsInput
{
    private readonly Option<string[]> _limits = new("--limit")
    {
        Description =
            "A limit of a segment, such as loyal_orders=5 (docs/segments.md lists them). Repeatable.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "name=value",
    };
    private readonly Option<string?> _carts = new("--cart-events")
    {
        Description =
            "Types of events that put something into the cart, separated by commas. Default: the usual names.",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_limits);
        verb.Add(_carts);
    }

    /// <summary>The limits.</summary>
    /// <exception cref="UsageException">A limit is unknown or out of range.</exception>
    public SegmentOptions Read(ParseResult parse)
    {
        var options = new SegmentOptions();
        try
        {
            foreach (var limit in parse.GetValue(_limits) ?? [])
                options = With(options, limit);
            if (parse.GetValue(_carts) is { } carts)
                options = options with
                {
                    CartEvents =
                    [
                        .. carts
                            .Split(',', StringSplitOptions.TrimEntries)
                            .Select(t => t.Replace('-', '_').Replace(' ', '_').ToLowerInvariant()),
                    ],
                };
            options.Validate();
            return options;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static SegmentOptions With(SegmentOptions options, string limit)
    {
        var words = limit.Split('=', 2);
        return
            words.Length == 2
            && double.TryParse(
                words[1],
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var value
            )
            && double.IsFinite(value)
            && Math.Abs(value) <= int.MaxValue
            ? options.With(words[0], value)
            : throw new UsageException(
                $"--limit takes a name and a number, such as loyal_orders=5, not \"{(limit.Length > 80 ? limit[..80] : limit)}\"."
            );
    }
}
