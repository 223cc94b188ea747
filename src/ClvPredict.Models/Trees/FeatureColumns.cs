using System.Globalization;

namespace ClvPredict.Models.Trees;

/// <summary>Checks of what callers pass to be scored or explained.</summary>
internal static class FeatureColumns
{
    /// <summary>Throws unless there is one column per feature and one value per row in each.</summary>
    public static void Check(ReadOnlyMemory<float>[] columns, int features, int rows)
    {
        CheckLength(nameof(columns), columns.Length, features);
        foreach (var column in columns)
            CheckLength(nameof(columns), column.Length, rows);
    }

    /// <summary>Throws unless the lengths agree.</summary>
    public static void CheckLength(string parameter, int found, long expected)
    {
        if (found != expected)
            ThrowLength(parameter, found, expected);
    }

    /// <summary>Throws.</summary>
    public static void ThrowLength(string parameter, int found, long expected) =>
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found} values where {expected} are expected."
            ),
            parameter
        );
}
