using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Features.Contracts;

namespace ClvPredict.Features;

/// <summary>
/// Which feature columns there are, in which order: those of the <see cref="FeatureCatalog"/>, then those that depend on the
/// data that a model was trained on. A model keeps its contract and computes the same columns wherever it scores.
/// </summary>
public sealed record FeatureContract
{
    /// <summary>First day of the log, from which the age of the shop counts.</summary>
    public required DateOnly LogStart { get; init; }

    /// <summary>The optional columns that the order lines have: without them the features made of them would be missing.</summary>
    public required ImmutableArray<string> OrderColumns { get; init; }

    /// <summary>Texts of the first purchase line that has one, such as the first channel.</summary>
    public required ImmutableArray<CategoryFeature> FirstOrder { get; init; }

    /// <summary>What is taken from attributes of customers; null without.</summary>
    public required AttributeFeatures? Attributes { get; init; }

    /// <summary>What is taken from events; null without.</summary>
    public required EventFeatures? Events { get; init; }

    /// <summary>Names of all feature columns, in order.</summary>
    public ImmutableArray<string> Names() =>
        [
            .. FeatureCatalog.All.Select(f => f.Name),
            .. FirstOrder.SelectMany(c => c.Columns),
            .. Attributes?.Columns ?? [],
            .. Events?.Columns ?? [],
        ];

    /// <summary>SHA-256, lower-case hexadecimal, of every feature's name and of the definitions in the catalog.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var f in FeatureCatalog.All)
            text.Append(f.Name)
                .Append('\t')
                .Append(f.Unit)
                .Append('\t')
                .Append(f.Definition)
                .Append('\n');
        text.AppendJoin('\n', Names());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The catalog alone.</summary>
    public static FeatureContract CatalogOnly(CustomerHistories histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return new FeatureContract
        {
            LogStart = histories.FirstDay,
            OrderColumns = ContractLearner.OrderColumns(histories.Lines),
            FirstOrder = [],
            Attributes = null,
            Events = null,
        };
    }

    /// <summary>Decides, from what was known before a day, which columns the data can give.</summary>
    /// <exception cref="FeatureContractException">Two columns would have one name.</exception>
    public static FeatureContract Learn(CustomerData data, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(data);
        var tally = new ContractTally(asOf);
        tally.Add(data.Histories.SeenOn(asOf));
        var contract = tally.ToContract() with
        {
            Attributes = data.Attributes is { } a
                ? ContractLearner.Attributes(a, asOf.DayNumber)
                : null,
            Events = data.Events is { } e ? ContractLearner.Events(e, asOf.DayNumber) : null,
        };
        var twice = contract.Names().GroupBy(n => n).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? contract
            : throw new FeatureContractException(
                $"Two features would be called \"{twice.Key}\": rename a column or a value of the customers' attributes or events."
            );
    }

    /// <summary>The same for orders in parts, which are all read for it: what <see cref="Learn(CustomerData, DateOnly)"/> decides
    /// of all of them at once.</summary>
    /// <param name="parts">The orders.</param>
    /// <param name="asOf">The first day that is not looked at.</param>
    /// <param name="threads">Most parts read at once; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OrderDataException">Nothing is known of any customer before the day.</exception>
    public static FeatureContract Learn(
        OrderParts parts,
        DateOnly asOf,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        var tally = new ContractTally(asOf);
        parts.ForEach(
            threads,
            histories =>
            {
                if (histories.IsSeenOn(asOf))
                    tally.Add(histories.SeenOn(asOf, cancellationToken));
            },
            cancellationToken
        );
        return tally.ToContract();
    }

    /// <summary>Refuses data that lacks what the features are computed from, or brings what the model has no use for.</summary>
    /// <param name="data">The data.</param>
    /// <param name="before">The first day that is not looked at.</param>
    /// <exception cref="FeatureContractException">It does; the message says where.</exception>
    /// <exception cref="OrderDataException">An attribute that is a number in the model is none in the data.</exception>
    public void Require(CustomerData data, DateOnly before)
    {
        ArgumentNullException.ThrowIfNull(data);
        string[] absent =
        [
            .. OrderColumns.Except(ContractLearner.OrderColumns(data.Histories.Lines)),
        ];
        if (absent.Length > 0)
            throw new FeatureContractException(
                $"The model was trained on orders with {string.Join(", ", absent)}, which these orders do not have: name the columns by --map, or train it without them."
            );
        if ((Attributes is null) != (data.Attributes is null))
            throw new FeatureContractException(
                Attributes is null
                    ? "The model was trained without attributes of customers and has no use for them: leave out --customers, or train it with them."
                    : $"The model needs attributes of customers ({string.Join(", ", Attributes.Columns)}): give the file by --customers."
            );
        if ((Events is null) != (data.Events is null))
            throw new FeatureContractException(
                Events is null
                    ? "The model was trained without events and has no use for them: leave out --events, or train it with them."
                    : $"The model needs events of customers ({string.Join(", ", Events.Types)}): give the file by --events."
            );
        if (Attributes is { } wanted)
            ContractLearner.Require(wanted, data.Attributes!, before.DayNumber);
        if (Events is { HasAmounts: true } && data.Events!.Amounts.IsEmpty)
            throw new FeatureContractException(
                "The model needs the column value of the events, which the file given by --events does not have."
            );
    }
}
