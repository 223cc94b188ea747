using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Data;

/// <summary>One column of <see cref="CustomerAttributes"/>: a code a row into a list of texts.</summary>
public sealed class AttributeColumn
{
    internal AttributeColumn(string name, ImmutableArray<string> texts, ImmutableArray<int> codes)
    {
        Name = name;
        Texts = texts;
        Codes = codes;
        Numbers =
        [
            .. texts.Select(t =>
                float.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && float.IsFinite(number)
                    ? number
                    : float.NaN
            ),
        ];
    }

    /// <summary>The name in the header.</summary>
    public string Name { get; }

    /// <summary>Distinct texts, sorted by ordinal comparison.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>Per text: the number that it is, with a decimal point; NaN when it is none.</summary>
    public ImmutableArray<float> Numbers { get; }

    /// <summary>Per row: index into <see cref="Texts"/>; -1 where the field is empty.</summary>
    public ImmutableArray<int> Codes { get; }
}
