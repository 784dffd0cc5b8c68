package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.*;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.*;
import org.eclipse.elk.core.math.*;
import org.eclipse.elk.core.options.*;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.*;
import org.eclipse.elk.graph.util.ElkGraphUtil;

@SuppressWarnings("NullAway") final class ElkLayout {
    final Diagram d; final int[] order; 
    ElkNode root; ElkNode[] nodes, groups; ElkEdge[] edges; Map<String,ElkPort> ports=new LinkedHashMap<>();
    ElkLayout(Diagram d){this.d=d; this.order=order(d);}

    static int[] order(Diagram d){
        int n=d.tables().size(), g=d.groups().size();
        // macro order
        int m=g+n; double[][] w=new double[m][m];
        for(var l:d.links()){int a=macro(d,l.parent()),b=macro(d,l.child()); if(a!=b) w[a][b]++;}
        int[] mo=linear(w,m);
        double[][] t=new double[n][n];
        for(var l:d.links()) if(l.parent()!=l.child()) t[l.parent()][l.child()]++;
        int[] to=linear(t,n);
        int[] r=new int[n];
        for(int i=0;i<n;i++) r[i]=mo[macro(d,i)]*100000+to[i];
        return r;
    }
    static int macro(Diagram d,int t){Integer g=d.tables().get(t).group(); return g!=null?g:d.groups().size()+t;}
    static int[] linear(double[][] w,int n){
        List<Integer> seq=new ArrayList<>();
        for(int i=0;i<n;i++){ // insertion
            int best=0; double bc=1e18;
            for(int p=0;p<=seq.size();p++){ double c=0; for(int q=0;q<seq.size();q++){int o=seq.get(q); c+= q<p? w[i][o]: w[o][i];} if(c<bc){bc=c;best=p;} }
            seq.add(best,i);
        }
        boolean ch=true; int rounds=0;
        while(ch&&rounds++<20){ch=false; for(int i=0;i<n;i++){int at=seq.indexOf(i); seq.remove(at);
            double cur=0;double[] cs=new double[seq.size()+1]; for(int p=0;p<=seq.size();p++){double c=0; for(int q=0;q<seq.size();q++){int o=seq.get(q); c+= q<p? w[i][o]: w[o][i];} cs[p]=c;}
            int best=at; for(int p=0;p<cs.length;p++) if(cs[p]<cs[best]) best=p; seq.add(best,i); if(best!=at) ch=true;}}
        int[] pos=new int[n]; for(int p=0;p<n;p++) pos[seq.get(p)]=p; return pos;
    }
    static int I(String k,int def){return Integer.getInteger(k,def);}
    Placement run(){
        org.eclipse.elk.core.data.LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        root=ElkGraphUtil.createGraph();
        common(root);
        int n=d.tables().size(), g=d.groups().size();
        groups=new ElkNode[g]; nodes=new ElkNode[n];
        for(int i=0;i<g;i++){groups[i]=ElkGraphUtil.createNode(root); common(groups[i]); groups[i].setProperty(CoreOptions.PADDING,new ElkPadding(40,24,24,24));}
        for(int i=0;i<n;i++){var b=d.tables().get(i); ElkNode p=b.group()==null?root:groups[b.group()];
            nodes[i]=ElkGraphUtil.createNode(p); nodes[i].setDimensions(b.size().width(),b.size().height()); nodes[i].setProperty(CoreOptions.PORT_CONSTRAINTS,PortConstraints.FIXED_POS);}
        edges=new ElkEdge[d.links().size()];
        for(int i=0;i<edges.length;i++){var l=d.links().get(i);
            boolean self=l.parent()==l.child(); boolean parentLeft=!self&&order[l.parent()]<order[l.child()];
            ElkPort pp=port(l.parent(),l.parentRow(), self||parentLeft, "p"+l.relationship().parentEnd());
            ElkPort cp=port(l.child(),l.childRow(), self||!parentLeft, "c"+i);
            edges[i]=parentLeft?ElkGraphUtil.createSimpleEdge(pp,cp):ElkGraphUtil.createSimpleEdge(cp,pp);
        }
        new LayeredLayoutProvider().layout(root,new BasicProgressMonitor());
        List<Rectangle> ts=new ArrayList<>(), gs=new ArrayList<>(); List<Route> rs=new ArrayList<>();
        for(ElkNode x:nodes) ts.add(rect(x)); for(ElkNode x:groups) gs.add(rect(x));
        for(int i=0;i<edges.length;i++){var l=d.links().get(i); ElkEdge e=edges[i]; var s=e.getSections().get(0);
            double ox=0,oy=0; for(ElkNode c=e.getContainingNode();c!=null&&c!=root;c=c.getParent()){ox+=c.getX();oy+=c.getY();}
            List<Point> ps=new ArrayList<>(); ps.add(new Point(s.getStartX()+ox,s.getStartY()+oy)); for(var b:s.getBendPoints()) ps.add(new Point(b.getX()+ox,b.getY()+oy)); ps.add(new Point(s.getEndX()+ox,s.getEndY()+oy));
            boolean self=l.parent()==l.child(); boolean parentLeft=!self&&order[l.parent()]<order[l.child()];
            if(parentLeft) Collections.reverse(ps);
            rs.add(new Route(ps));
        }
        return new Placement(ts,gs,rs,root.getWidth(),root.getHeight());
    }
    Rectangle rect(ElkNode x){double ox=0,oy=0; for(ElkNode c=x;c!=null&&c!=root;c=c.getParent()){ox+=c.getX();oy+=c.getY();} return new Rectangle(ox,oy,x.getWidth(),x.getHeight());}
    ElkPort port(int t,int row,boolean east,String k){
        return ports.computeIfAbsent(t+"/"+row+"/"+east+"/"+k,z->{ElkPort p=ElkGraphUtil.createPort(nodes[t]); p.setDimensions(0,0); p.setLocation(east?nodes[t].getWidth():0, d.tables().get(t).middleOf(row)); p.setProperty(CoreOptions.PORT_SIDE,east?PortSide.EAST:PortSide.WEST); p.setProperty(CoreOptions.PORT_BORDER_OFFSET,0.0); return p;});
    }
    void common(ElkNode x){
        x.setProperty(CoreOptions.DIRECTION,Direction.RIGHT);
        x.setProperty(CoreOptions.EDGE_ROUTING,EdgeRouting.ORTHOGONAL);
        x.setProperty(CoreOptions.RANDOM_SEED,1);
        x.setProperty(CoreOptions.HIERARCHY_HANDLING,HierarchyHandling.INCLUDE_CHILDREN);
        x.setProperty(CoreOptions.SPACING_NODE_NODE,24.0);
        x.setProperty(CoreOptions.SPACING_EDGE_NODE,14.0);
        x.setProperty(CoreOptions.SPACING_EDGE_EDGE,10.0);
        x.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS,50.0);
        x.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS,26.0);
        x.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS,9.0);
        x.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT,30.0);
        x.setProperty(LayeredOptions.THOROUGHNESS,30);
        x.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY,NodePlacementStrategy.valueOf(System.getProperty("place","NETWORK_SIMPLEX")));
        x.setProperty(LayeredOptions.LAYERING_STRATEGY,LayeringStrategy.valueOf(System.getProperty("layer","NETWORK_SIMPLEX")));
        x.setProperty(CoreOptions.ASPECT_RATIO,1.6);
        if(System.getProperty("wrap")!=null) x.setProperty(LayeredOptions.WRAPPING_STRATEGY,WrappingStrategy.valueOf(System.getProperty("wrap")));
        if(System.getProperty("compact")!=null) x.setProperty(LayeredOptions.COMPACTION_POST_COMPACTION_STRATEGY, GraphCompactionStrategy.valueOf(System.getProperty("compact")));
    }
}
