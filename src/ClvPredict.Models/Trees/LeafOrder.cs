namespace ClvPredict.Models.Trees;

/// <summary>The leaves of a sound, non-empty tree from the lesser to the greater side.</summary>
internal sealed class LeafOrder
{
    private readonly int[] _first;
    private readonly int[] _lesserCount;

    public LeafOrder(RegressionTree tree)
    {
        int nodes = tree.Threshold.Length;
        Nodes = Preorder(tree);
        _first = new int[nodes];
        _lesserCount = new int[nodes];
        var count = new int[nodes];
        for (int i = nodes - 1; i >= 0; i--)
        {
            int n = Nodes[i];
            _lesserCount[n] = Below(tree.LteChild[n]);
            count[n] = _lesserCount[n] + Below(tree.GtChild[n]);
        }
        Leaves = new int[nodes + 1];
        PlaceOf = new int[nodes + 1];
        foreach (int n in Nodes)
        {
            Put(tree.LteChild[n], _first[n]);
            Put(tree.GtChild[n], _first[n] + _lesserCount[n]);
        }

        int Below(int child) => child < 0 ? 1 : count[child];

        void Put(int child, int place)
        {
            if (child >= 0)
            {
                _first[child] = place;
                return;
            }
            Leaves[place] = ~child;
            PlaceOf[~child] = place;
        }
    }

    /// <summary>The nodes, each after its parent.</summary>
    public int[] Nodes { get; }

    /// <summary>The leaves in order.</summary>
    public int[] Leaves { get; }

    /// <summary>Per leaf: its place in the order.</summary>
    public int[] PlaceOf { get; }

    /// <summary>Places of the leaves below the lesser branch of a node.</summary>
    public (int First, int End) LesserLeaves(int node) =>
        (_first[node], _first[node] + _lesserCount[node]);

    private static int[] Preorder(RegressionTree tree)
    {
        var nodes = new int[tree.Threshold.Length];
        int count = 0;
        var open = new Stack<int>();
        open.Push(0);
        while (open.TryPop(out int node))
        {
            nodes[count++] = node;
            if (tree.GtChild[node] >= 0)
                open.Push(tree.GtChild[node]);
            if (tree.LteChild[node] >= 0)
                open.Push(tree.LteChild[node]);
        }
        return nodes;
    }
}
