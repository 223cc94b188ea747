using ClvPredict.Decisions.Targeting;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Service.Shop;

/// <summary>Computes lists of targets and keeps the last ones: a slider comes back to where it was.</summary>
internal sealed class TargetLists(CustomerScores scores, ShopSource source)
{
    private const int Kept = 16;

    private readonly Lock _access = new();
    private readonly LinkedList<(TargetTerms Terms, Lazy<TargetList> List)> _lists = [];

    public TargetList Of(TargetTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var economics = terms.Of(source.Economics);
        var share = terms.ControlShare ?? source.Config.ControlShare;
        if (!(share >= 0 && share < 1))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"ControlShare is {share}; it must be at least 0 and below 1."
                )
            );
        return Find(
            terms,
            economics,
            new TargetListOptions { ControlShare = share, Salt = terms.Salt }
        ).Value;
    }

    // The list is computed outside of the lock, by the first who asks for it.
    private Lazy<TargetList> Find(
        TargetTerms terms,
        RetentionEconomics economics,
        TargetListOptions options
    )
    {
        lock (_access)
        {
            for (var node = _lists.First; node is not null; node = node.Next)
            {
                if (node.Value.Terms != terms)
                    continue;
                _lists.Remove(node);
                _lists.AddFirst(node);
                return node.Value.List;
            }
            var list = new Lazy<TargetList>(() => Compute(economics, options));
            _lists.AddFirst((terms, list));
            if (_lists.Count > Kept)
                _lists.RemoveLast();
            return list;
        }
    }

    private TargetList Compute(RetentionEconomics economics, TargetListOptions options)
    {
        var planned = scores with
        {
            Plan = RetentionTargeting.Plan(scores.Plan.Prospects, economics),
        };
        var control = RetentionTargets.ControlGroup(planned, options);
        return new TargetList(
            planned,
            control,
            RetentionTargets.Of(planned, control),
            planned.Plan.Targets()
        );
    }
}
