using ClvPredict.Features;
using ClvPredict.Models.Package;

namespace ClvPredict.Training.Judging;

/// <summary>Whether the numbers of two models mean the same and come from the same input.</summary>
internal static class ModelContracts
{
    /// <summary>Why jobs that use the present model could not just go on with the new one; null when they can.</summary>
    public static string? Difference(ModelManifest present, ModelManifest next)
    {
        if (Of("horizon", present.Horizon, next.Horizon) is { } horizon)
            return horizon;
        if (Of("value basis", present.ValueBasis, next.ValueBasis) is { } basis)
            return basis;
        if (Of("margin", present.Margin, next.Margin) is { } margin)
            return margin;
        if (Of("currency", present.Currency, next.Currency) is { } currency)
            return currency;
        string[] needed = [.. Inputs(next.Features).Except(Inputs(present.Features))];
        return needed.Length == 0
            ? null
            : $"the new model needs {string.Join(", ", needed)}, which the present one does not take";
    }

    /// <summary>The data without what a model has no use for.</summary>
    public static CustomerData For(ClvModel model, CustomerData data) =>
        data with
        {
            Attributes = model.Manifest.Features.Attributes is null ? null : data.Attributes,
            Events = model.Manifest.Features.Events is null ? null : data.Events,
        };

    private static string? Of<T>(string what, T present, T next) =>
        EqualityComparer<T>.Default.Equals(present, next)
            ? null
            : FormattableString.Invariant(
                $"its {what} is {Shown(next)}, that of the present one {Shown(present)}"
            );

    private static string Shown<T>(T value) =>
        FormattableString.Invariant($"{value}") is { Length: > 0 } text ? text : "not stated";

    private static IEnumerable<string> Inputs(FeatureContract features)
    {
        foreach (var column in features.OrderColumns)
            yield return $"order lines with {column}";
        foreach (var number in features.Attributes?.Numbers ?? [])
            yield return $"the attribute {number}";
        foreach (var category in features.Attributes?.Categories ?? [])
            yield return $"the attribute {category.Name}";
        if (features.Events is { } events)
            yield return events.HasAmounts ? "events with amounts" : "events";
    }
}
