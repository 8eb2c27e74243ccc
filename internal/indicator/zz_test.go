package indicator
import ("testing";"os";"bufio";"fmt")
func TestZZ(t *testing.T){
 fh,err:=os.Open("/tmp/ind/s.txt"); if err!=nil {t.Skip()}
 sc:=bufio.NewScanner(fh)
 for sc.Scan(){ l:=sc.Text(); o:=Options{}
  if len(l)>3 && l[2]=='|' {o.Region=l[:2]; l=l[3:]}
  fmt.Println(o.Region, l)
  for _,x:=range Find(l,o){ fmt.Printf("      %s %q [%s] %s\n",x.Kind,x.Value,x.Text,x.Note)}
 }
}
